using WsScaffold;

namespace WsSpace;

[WebSocketApi]
public sealed partial class WsAppApi
{
    [WebSocketRoute("hello")]     // {"action":"hello","name":"Ann","id":1}
    public Greeting Hello(Hello request) => new($"Hello, {request.Name}!");     // {"type":"hello","id":1,"data":{"text":"Hello, Ann!"}}
}

public sealed record Hello(string Name);

public sealed record Greeting(string Text);
