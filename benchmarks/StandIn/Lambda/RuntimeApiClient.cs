using System.Net.Http.Headers;
using StandIn.Net;

namespace StandIn.Lambda;

/// <summary>
/// Calls the <see href="https://docs.aws.amazon.com/lambda/latest/dg/runtimes-api.html">Runtime API</see> with HttpClient, like the .NET
/// runtime client of AWS.
/// </summary>
internal sealed class RuntimeApiClient(string baseUrl) : IDisposable
{
    private readonly HttpClient _http = CreateClient();
    private readonly string _invocationUrl = baseUrl + "/runtime/invocation/";

    public static RuntimeApiClient FromEnvironment() =>
        new($"http://{Environment.GetEnvironmentVariable("AWS_LAMBDA_RUNTIME_API")}/2018-06-01");

    public async Task<Invocation> NextAsync()
    {
        using var response = await _http.GetAsync(_invocationUrl + "next");
        response.EnsureSuccessStatusCode();
        return new Invocation(
            Header(response, "Lambda-Runtime-Aws-Request-Id")
                ?? throw new InvalidDataException("The Runtime API delivered an event without a request ID."),
            Header(response, "Lambda-Runtime-Trace-Id"),
            await response.Content.ReadAsByteArrayAsync());
    }

    public Task RespondAsync(string requestId, ReadOnlyMemory<byte> response) =>
        PostAsync(requestId + "/response", response, "application/json");

    public Task FailAsync(string requestId, ReadOnlyMemory<byte> error) =>
        PostAsync(requestId + "/error", error, "application/vnd.aws.lambda.error+json");

    public void Dispose() => _http.Dispose();

    private static HttpClient CreateClient()
    {
        var client = HttpClients.Create();

        // A request to "next" waits until the function is invoked.
        client.Timeout = TimeSpan.FromHours(12);
        return client;
    }

    private async Task PostAsync(string path, ReadOnlyMemory<byte> body, string contentType)
    {
        using var content = new ReadOnlyMemoryContent(body);
        content.Headers.ContentType = new MediaTypeHeaderValue(contentType);
        using var response = await _http.PostAsync(_invocationUrl + path, content);
        response.EnsureSuccessStatusCode();
    }

    private static string? Header(HttpResponseMessage response, string name) =>
        response.Headers.TryGetValues(name, out var values) ? values.First() : null;
}
