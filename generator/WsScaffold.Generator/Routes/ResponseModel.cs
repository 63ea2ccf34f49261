namespace WsScaffold.Generator.Routes;

/// <param name="IsAwaited">The handler returns a task.</param>
internal sealed record ResponseModel(ResponseKind Kind, string? TypeName, bool IsAwaited);
