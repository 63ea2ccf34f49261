namespace WsScaffold.ManagementApi;

/// <summary>The headers of a signed request.</summary>
/// <param name="Date"><c>x-amz-date</c>.</param>
/// <param name="SecurityToken"><c>x-amz-security-token</c>, if the credentials are temporary.</param>
/// <param name="Authorization"><c>Authorization</c>.</param>
internal sealed record RequestSignature(string Date, string? SecurityToken, string Authorization);
