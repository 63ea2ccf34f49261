using WsScaffold;

namespace WsSpace;

#if (store == "dynamodb")
[WebSocketApi(Store = ConnectionStore.DynamoDb)]
#else
[WebSocketApi]
#endif
public sealed partial class WsAppApi
{
#if (store == "dynamodb")
    public static void Configure(WebSocketAppBuilder builder) => builder.AddDynamoDbConnectionStore();

#endif
#if (auth == "iam" && store != "dynamodb")
    [ConnectRoute]     // IAM checks handshakes, and without this route there would be nothing to check
    public static void Connect(ConnectContext context)
    {
    }

#endif
    [WebSocketRoute("hello")]     // {"action":"hello","name":"Ann","id":1}
    public Greeting Hello(Hello request) => new($"Hello, {request.Name}!");     // {"type":"hello","id":1,"data":{"text":"Hello, Ann!"}}
}

public sealed record Hello(string Name);

public sealed record Greeting(string Text);
