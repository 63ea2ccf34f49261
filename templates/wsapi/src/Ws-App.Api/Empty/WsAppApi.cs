#if (auth == "lambda")
using Microsoft.Extensions.DependencyInjection;
#endif
using WsScaffold;

namespace WsSpace;

#if (store == "dynamodb")
[WebSocketApi(Store = ConnectionStore.DynamoDb)]
#else
[WebSocketApi]
#endif
public sealed partial class WsAppApi
{
#if (store == "dynamodb" && auth == "lambda")
    public static void Configure(WebSocketAppBuilder builder)
    {
        builder.AddDynamoDbConnectionStore();
        builder.Services.AddSingleton(_ => new AccessTokens(Environment.GetEnvironmentVariable("ACCESS_TOKENS")));
    }

#elif (store == "dynamodb")
    public static void Configure(WebSocketAppBuilder builder) => builder.AddDynamoDbConnectionStore();

#elif (auth == "lambda")
    public static void Configure(WebSocketAppBuilder builder) =>
        builder.Services.AddSingleton(_ => new AccessTokens(Environment.GetEnvironmentVariable("ACCESS_TOKENS")));

#endif
#if (auth == "iam" && store != "dynamodb")
    [ConnectRoute]     // IAM authorization needs this route
    public static void Connect(ConnectContext context)
    {
    }

#endif
    [WebSocketRoute("hello")]     // {"action":"hello","name":"Ann","id":1}
    public Greeting Hello(Hello request) => new($"Hello, {request.Name}!");     // {"type":"hello","id":1,"data":{"text":"Hello, Ann!"}}
#if (auth == "lambda")

    [WebSocketRoute("whoami")]     // {"action":"whoami"}
    public User WhoAmI([FromAuthorizer("principalId")] string user) => new(user);     // {"type":"whoami","data":{"name":"ann"}}
#endif
}

public sealed record Hello(string Name);

public sealed record Greeting(string Text);
#if (auth == "lambda")

public sealed record User(string Name);
#endif
