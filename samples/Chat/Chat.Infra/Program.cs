using Amazon.CDK;
using Chat.Infra;
using WsScaffold.Cdk;

NodeJs.Require();
var app = new App();
_ = new ChatStack(app, "Chat");
app.Synth();
