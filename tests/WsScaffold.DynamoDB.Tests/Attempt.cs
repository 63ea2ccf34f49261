using Microsoft.AspNetCore.Http;

namespace WsScaffold.DynamoDB.Tests;

/// <summary>One attempt of a call, as described by the SDK's headers.</summary>
/// <param name="Call">The ID of the call, which all its attempts share.</param>
/// <param name="Number">The number of the attempt, from 1.</param>
/// <param name="At">The time of arrival.</param>
internal sealed record Attempt(string Operation, string Call, int Number, DateTimeOffset At)
{
    public static Attempt Of(HttpRequest request) => new(
        request.Headers["X-Amz-Target"].ToString().Split('.')[^1],
        request.Headers["amz-sdk-invocation-id"].ToString(),
        int.Parse(request.Headers["amz-sdk-request"].ToString().Split("attempt=")[1].Split(';')[0], null),
        DateTimeOffset.UtcNow);
}
