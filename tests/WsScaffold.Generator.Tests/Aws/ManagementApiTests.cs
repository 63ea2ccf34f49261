using WsScaffold.Generator.Tests.Routes;
using WsScaffold.Tests;

namespace WsScaffold.Generator.Tests.Aws;

/// <summary>Pushes through the client of the AWS SDK.</summary>
public sealed class ManagementApiTests
{
    private const string Api = """
        [WebSocketApi]
        public sealed partial class Api(IConnections connections, IClients<IClient> clients)
        {
            public static void Configure(WebSocketAppBuilder builder) => builder.UseManagementApi(static url => new Client(url));

            [WebSocketRoute("post")]
            public async Task<string> Post(string to, CancellationToken cancellationToken) =>
                $"{await connections.PostAsync(to, System.Text.Encoding.UTF8.GetBytes("hi"), cancellationToken)}";

            [WebSocketRoute("large")]
            public async Task<string> Large(string to) => $"{await connections.PostAsync(to, new byte[128 * 1024 + 1])}";

            [WebSocketRoute("get")]
            public async Task<string> Get(string to) => await connections.GetAsync(to) is { Connection: { } found }
                ? $"{found.ConnectedAt:O} {found.LastActiveAt:O} {found.SourceIp} {found.UserAgent}"
                : "none";

            [WebSocketRoute("delete")]
            public async Task<string> Delete(string to) => $"{await connections.DeleteAsync(to)}";

            [WebSocketRoute("send")]
            public async Task<string> Send(string[] to) => $"{await clients.Connections(to).Said("hello")}";

            [WebSocketRoute("silent")] public void Silent(int number) { }
        }

        public interface IClient { ValueTask<SendSummary> Said(string text); }

        // Like the client of the AWS SDK, it throws an exception for a status other than success.
        public sealed class Client(Uri url) : IAmazonApiGatewayManagementApi
        {
            public Amazon.Runtime.IClientConfig Config => throw new NotSupportedException();

            public Task<PostToConnectionResponse> PostToConnectionAsync(
                PostToConnectionRequest request, CancellationToken cancellationToken = default)
            {
                Journal.Add($"{url} POST {request.ConnectionId} {System.Text.Encoding.UTF8.GetString(request.Data.ToArray())}");
                return RespondAsync<PostToConnectionResponse>(request.ConnectionId, cancellationToken);
            }

            public async Task<GetConnectionResponse> GetConnectionAsync(
                GetConnectionRequest request, CancellationToken cancellationToken = default)
            {
                await RespondAsync<GetConnectionResponse>(request.ConnectionId, cancellationToken);
                return request.ConnectionId == "bare" ? new() : new()
                {
                    ConnectedAt = new DateTime(2026, 1, 2, 3, 4, 5, DateTimeKind.Utc),
                    LastActiveAt = new DateTime(2026, 1, 2, 3, 4, 6),
                    Identity = new() { SourceIp = "203.0.113.7", UserAgent = "wscat" },
                };
            }

            public Task<DeleteConnectionResponse> DeleteConnectionAsync(
                DeleteConnectionRequest request, CancellationToken cancellationToken = default) =>
                RespondAsync<DeleteConnectionResponse>(request.ConnectionId, cancellationToken);

            public void Dispose() => Journal.Add("disposed");

            private static async Task<T> RespondAsync<T>(string connectionId, CancellationToken cancellationToken) where T : new()
            {
                await Task.Yield();
                cancellationToken.ThrowIfCancellationRequested();
                Exception? failure = connectionId switch
                {
                    "gone" => new GoneException("410"),
                    "slow" => new LimitExceededException("429"),
                    "large" => new PayloadTooLargeException("413"),
                    "forbidden" => new ForbiddenException("403"),
                    "invalid" => Failure("Invalid connectionId: invalid", "BadRequestException", System.Net.HttpStatusCode.BadRequest),
                    "bad" => Failure("Bad request", "BadRequestException", System.Net.HttpStatusCode.BadRequest),
                    "throttled" => Failure("Rate exceeded", "ThrottlingException", System.Net.HttpStatusCode.TooManyRequests),
                    "denied" => Failure("Not authorized", "AccessDeniedException", System.Net.HttpStatusCode.Forbidden),
                    "down" => Failure("Internal", "InternalServerError", System.Net.HttpStatusCode.ServiceUnavailable),
                    "no credentials" => new Amazon.Runtime.AmazonClientException("Unable to find credentials"),
                    "no network" => new System.Net.Http.HttpRequestException("No such host"),
                    "late" => new TaskCanceledException("The timeout of the client."),
                    "bug" => new InvalidCastException("bug"),
                    _ => null,
                };
                return failure is null ? new() : throw failure;
            }

            private static AmazonApiGatewayManagementApiException Failure(string message, string code, System.Net.HttpStatusCode status) =>
                new(message, null, Amazon.Runtime.ErrorType.Unknown, code, "request", status);
        }
        """;

    private static readonly Uri _url = new("https://aabbccdd.execute-api.eu-central-1.amazonaws.com/production");

    [Theory]
    [InlineData("open", "Ok")]
    [InlineData("gone", "Gone")]
    [InlineData("slow", "Throttled")]
    [InlineData("large", "PayloadTooLarge")]
    [InlineData("forbidden", "Forbidden")]
    [InlineData("invalid", "Gone")]
    [InlineData("throttled", "Throttled")]
    [InlineData("denied", "Forbidden")]
    [InlineData("..", "Gone")]
    public async Task Exceptions_about_the_connection_become_its_status(string connectionId, string status)
    {
        await using var app = Start();

        Assert.Equal($$"""{"statusCode":200,"body":"{{status}}"}""", await app.SendAsync("post", connectionId));
        Assert.Equal($$"""{"statusCode":200,"body":"{{status}}"}""", await app.SendAsync("delete", connectionId));
        Assert.Equal(connectionId == "..", app.JournaledLines().Length == 0);
    }

    [Theory]
    [InlineData("bad", "POST @connections by the AWS SDK failed: Bad request", 400)]
    [InlineData("down", "POST @connections by the AWS SDK failed: Internal", 503)]
    [InlineData("no credentials", "POST @connections by the AWS SDK failed: Unable to find credentials", null)]
    [InlineData("no network", "POST @connections by the AWS SDK failed: No such host", null)]
    [InlineData("late", "POST @connections through the AWS SDK got no response within 10 seconds.", null)]
    public async Task Other_exceptions_of_the_client_become_HttpRequestException(string connectionId, string message, int? status)
    {
        await using var app = Start();

        var failure = await Assert.ThrowsAsync<HttpRequestException>(() => app.SendAsync("post", connectionId));

        Assert.Equal((message, status), (failure.Message, (int?)failure.StatusCode));
        Assert.NotNull(failure.InnerException);
    }

    [Fact]
    public async Task Unexpected_exceptions_are_not_wrapped()
    {
        await using var app = Start();

        await Assert.ThrowsAsync<InvalidCastException>(() => app.SendAsync("post", "bug"));
    }

    [Fact]
    public async Task Each_callback_URL_has_one_client_which_is_disposed_with_the_app()
    {
        var app = Start();
        await app.SendAsync("post", "a=");
        await app.SendAsync("post", "b=");
        app.App.CallbackUrl = new("http://127.0.0.1:5080/local");
        await app.SendAsync("post", "c=");
        await app.App.DisposeAsync();

        Assert.Equal(
            [$"{_url} POST a= hi", $"{_url} POST b= hi", "http://127.0.0.1:5080/local POST c= hi", "disposed", "disposed"],
            app.JournaledLines());
    }

    [Fact]
    public async Task A_message_over_the_limit_is_not_sent()
    {
        await using var app = Start();

        Assert.Equal("PayloadTooLarge", await app.AskAsync("large", "open"));
        Assert.Empty(app.Journaled());
    }

    [Theory]
    [InlineData("open", "2026-01-02T03:04:05.0000000+00:00 2026-01-02T03:04:06.0000000+00:00 203.0.113.7 wscat")]
    [InlineData("bare", "0001-01-01T00:00:00.0000000+00:00 0001-01-01T00:00:00.0000000+00:00  ")]
    [InlineData("gone", "none")]
    public async Task A_lookup_returns_the_data_from_the_client(string connectionId, string found)
    {
        await using var app = Start();

        Assert.Equal(found, await app.AskAsync("get", connectionId));
    }

    [Fact]
    public async Task Sends_and_error_frames_use_the_client()
    {
        await using var app = Start();

        var summary = await app.AskAsync("send", """["a","gone","forbidden","b"]""");
        Assert.StartsWith("SendSummary { Delivered = 2, Gone = 1, Throttled = 0, Failed = 1", summary, StringComparison.Ordinal);
        app.Journaled();
        Assert.Equal("""{"statusCode":200}""", await app.SendAsync("silent", "\"no number\""));
        Assert.StartsWith(
            $$"""{{_url}} POST {{TestEvent.ConnectionId}} {"message":"Bad request body",""", app.Journaled(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_handler_that_takes_the_client_makes_the_API_push()
    {
        await using var app = AwsApp.WithMembers("""
            public static void Configure(WebSocketAppBuilder builder)
            {
                var config = new AmazonApiGatewayManagementApiConfig { ServiceURL = "https://example.com" };
                builder.Services.AddSingleton<IAmazonApiGatewayManagementApi>(_ => new AmazonApiGatewayManagementApiClient(config));
            }
            [WebSocketRoute("m", OneWay = true)]
            public static void M(IAmazonApiGatewayManagementApi client) => Journal.Add(client.Config.ServiceURL);
            """);

        Assert.True(app.App.Descriptor.Pushes);
        await app.SendAsync("m");
        Assert.Equal("https://example.com/", app.Journaled());
    }

    [Fact]
    public async Task An_API_without_pushes_creates_no_client()
    {
        await using var app = AwsApp.WithMembers("""
            public static void Configure(WebSocketAppBuilder builder) =>
                builder.UseManagementApi(static url => throw new InvalidOperationException());
            [DefaultRoute] public static string Default(string body) => body;
            """);

        Assert.False(app.App.Descriptor.Pushes);
        Assert.Equal("hi", await app.AskAsync("$default", "hi"));
    }

    private static GeneratedApp Start()
    {
        var app = AwsApp.From(Api);
        app.App.CallbackUrl = _url;
        return app;
    }
}
