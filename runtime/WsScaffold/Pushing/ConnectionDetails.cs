namespace WsScaffold;

/// <summary>The details of an open connection, from API Gateway. A detail that the response lacks has its default value.</summary>
/// <param name="ConnectedAt">The time of the connection.</param>
/// <param name="LastActiveAt">The time of the last activity.</param>
/// <param name="SourceIp">The IP address of the client.</param>
/// <param name="UserAgent">The user agent of the client; empty without one.</param>
public sealed record ConnectionDetails(DateTimeOffset ConnectedAt, DateTimeOffset LastActiveAt, string SourceIp, string UserAgent);
