namespace WsScaffold.Testing;

/// <summary>One error in a body.</summary>
/// <param name="Path">The JSON path of the error, for example <c>$.items[2].name</c>.</param>
/// <param name="Message">The error.</param>
public sealed record ErrorFrameDetail(string Path, string Message);
