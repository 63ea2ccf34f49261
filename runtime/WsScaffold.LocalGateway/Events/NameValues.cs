namespace WsScaffold.Gateway.Events;

/// <summary>A header or query parameter with all its values, in the order in which they were sent.</summary>
internal readonly record struct NameValues(string Name, IReadOnlyList<string> Values);
