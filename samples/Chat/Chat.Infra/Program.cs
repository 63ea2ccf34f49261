using Amazon.CDK;
using Chat.Infra;

var app = new App();
_ = new ChatStack(app, "Chat");
app.Synth();
