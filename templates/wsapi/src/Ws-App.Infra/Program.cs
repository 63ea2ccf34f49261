using Amazon.CDK;
using WsSpace.Infra;

var app = new App();
_ = new WsAppStack(app, "ws-app");
app.Synth();
