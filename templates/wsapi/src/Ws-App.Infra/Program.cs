using Amazon.CDK;
using WsScaffold.Cdk;
using WsSpace.Infra;

NodeJs.Require();
var app = new App();
_ = new WsAppStack(app, "ws-app");
app.Synth();
