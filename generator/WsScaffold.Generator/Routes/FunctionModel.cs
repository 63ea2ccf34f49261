namespace WsScaffold.Generator.Routes;

/// <summary>A Lambda function that some handlers have to themselves; 0 where it is as the API's own.</summary>
internal sealed record FunctionModel(string Name, int MemorySize, int TimeoutSeconds);
