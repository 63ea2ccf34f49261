namespace WsScaffold.Routing;

/// <summary>One thing that is wrong with a body.</summary>
/// <param name="Path">Where, as a JSON path: <c>$.items[2].id</c>.</param>
/// <param name="Message">What was expected, in terms of JSON.</param>
internal readonly record struct BodyError(string Path, string Message);
