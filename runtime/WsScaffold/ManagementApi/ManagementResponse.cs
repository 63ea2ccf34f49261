namespace WsScaffold.ManagementApi;

/// <summary>A response of <c>@connections</c>.</summary>
/// <param name="ErrorType">The value of the header <c>x-amzn-ErrorType</c>.</param>
internal sealed record ManagementResponse(int Status, string? ErrorType, byte[] Body)
{
    /// <summary>The response to a delivered POST, by far the most frequent one.</summary>
    public static ManagementResponse Ok { get; } = new(200, null, []);
}
