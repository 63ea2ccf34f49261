namespace WsScaffold.Hosting;

/// <summary>A service that the framework itself brings, made when it is first asked for.</summary>
internal sealed record BuiltInService(Type Type, Func<WebSocketApp, object> Create);
