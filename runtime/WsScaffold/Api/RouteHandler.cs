namespace WsScaffold;

/// <summary>Calls the next filter or, after the last filter, the handler.</summary>
/// <returns>A task that completes when the handler has completed.</returns>
public delegate ValueTask RouteHandler();
