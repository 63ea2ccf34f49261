namespace WsScaffold.Generator.Infrastructure;

/// <summary>The method that is asked before <c>$connect</c>, and what it needs of a handshake.</summary>
internal sealed record AuthorizerFacts(string Handler, EquatableArray<string> IdentitySources, string? Function);
