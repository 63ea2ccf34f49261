using System.Net;
using StandIn.Net;

namespace StandIn.Connections;

/// <summary>
/// Posts to <c>@connections</c> over HttpClient, with the signatures of the AWS SDKs. See
/// <see href="https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-how-to-call-websocket-api-connections.html">
/// <c>@connections</c> commands</see>.
/// </summary>
internal sealed class ConnectionsClient(Uri callbackUrl, RequestSigner signer) : IDisposable
{
    private readonly HttpClient _http = HttpClients.Create();
    private readonly string _connectionsUrl = callbackUrl.AbsoluteUri.TrimEnd('/') + "/@connections/";

    public static ConnectionsClient FromEnvironment()
    {
        var sessionToken = Environment.GetEnvironmentVariable("AWS_SESSION_TOKEN");
        var signer = new RequestSigner(
            Variable("AWS_ACCESS_KEY_ID"), Variable("AWS_SECRET_ACCESS_KEY"), sessionToken, Variable("AWS_REGION"));
        return new(new Uri(Variable("WSSCAFFOLD_CALLBACK_URL")), signer);
    }

    public async Task<PostResult> PostAsync(string connectionId, byte[] message)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, _connectionsUrl + Uri.EscapeDataString(connectionId));
        request.Content = new ByteArrayContent(message);
        signer.Sign(request, message, DateTime.UtcNow);
        using var response = await _http.SendAsync(request);
        if (response.IsSuccessStatusCode)
        {
            return PostResult.Delivered;
        }

        Console.Error.WriteLine($"@connections responded with status {(int)response.StatusCode}.");
        return response.StatusCode == HttpStatusCode.Gone ? PostResult.Gone : PostResult.Failed;
    }

    public void Dispose() => _http.Dispose();

    private static string Variable(string name) =>
        Environment.GetEnvironmentVariable(name) ?? throw new InvalidOperationException($"The environment variable {name} is not set.");
}
