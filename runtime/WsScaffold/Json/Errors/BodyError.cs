namespace WsScaffold.Json.Errors;

/// <summary>One thing that is wrong with a message body.</summary>
/// <param name="Path">Where, as a JSON path: <c>$.items[2].id</c>.</param>
/// <param name="Message">What, in terms of JSON.</param>
internal readonly record struct BodyError(string Path, string Message);
