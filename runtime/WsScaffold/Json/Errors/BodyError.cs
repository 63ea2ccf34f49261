namespace WsScaffold.Json.Errors;

/// <summary>An error in a message body.</summary>
/// <param name="Path">The JSON path of the error: <c>$.items[2].id</c>.</param>
/// <param name="Message">The error, in terms of JSON.</param>
internal readonly record struct BodyError(string Path, string Message);
