using Amazon.CDK;
using SeedApi;
using WsScaffold.Cdk;

var app = new App();
_ = new WebSocketLambdaApi(
    new Stack(app, "Seed"),
    "Api",
    new()
    {
        Api = CapturedEventsApiRoutes.Definition,
        Code = LambdaCode.FromProject("../SeedApi"),
        StageName = "dev",
    }
);
app.Synth();
