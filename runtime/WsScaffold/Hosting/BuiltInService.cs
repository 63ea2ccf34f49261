namespace WsScaffold.Hosting;

/// <summary>A service of the framework, created on first use.</summary>
internal sealed record BuiltInService(Type Type, Func<WebSocketApp, object> Create);
