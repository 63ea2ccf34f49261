namespace WsScaffold.ManagementApi;

/// <summary>What <c>@connections</c> answered.</summary>
/// <param name="ErrorType">The header <c>x-amzn-ErrorType</c> as it came.</param>
internal sealed record ManagementResponse(int Status, string? ErrorType, byte[] Body)
{
    /// <summary>The answer of a POST that was delivered, nearly always the one.</summary>
    public static ManagementResponse Ok { get; } = new(200, null, []);
}
