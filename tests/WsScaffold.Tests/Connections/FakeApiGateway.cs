using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;
using System.Text;

namespace WsScaffold.Tests.Connections;

/// <summary>An HTTP/1.1 server on loopback that keeps what it received, byte for byte, and answers as the test says.</summary>
internal sealed class FakeApiGateway : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _stop = new();
    private readonly ConcurrentBag<Task> _conversations = [];
    private readonly Func<ReceivedRequest, Task<Reply>> _answer;
    private readonly Task _accepting;
    private readonly SslServerAuthenticationOptions? _tls;
    private int _connections;

    /// <param name="certificate">Makes it speak TLS, as <c>localhost</c>.</param>
    public FakeApiGateway(
        Func<ReceivedRequest, Task<Reply>> answer,
        X509Certificate2? certificate = null,
        SslProtocols protocols = SslProtocols.None
    )
    {
        _answer = answer;
        _tls = certificate is null ? null : new()
        {
            EnabledSslProtocols = protocols,
            ServerCertificateSelectionCallback = (_, name) =>
            {
                ServerNames.Enqueue(name ?? "");
                return certificate;
            },
        };
        _listener.Start();
        Port = ((IPEndPoint)_listener.LocalEndpoint).Port;
        _accepting = AcceptAsync();
    }

    public FakeApiGateway(Func<ReceivedRequest, Reply> answer)
        : this(request => Task.FromResult(answer(request)))
    {
    }

    public int Port { get; }

    public Uri CallbackUrl => new(_tls is null ? $"http://127.0.0.1:{Port}/production" : $"https://localhost:{Port}/production");

    /// <summary>The names that clients asked for when TLS began.</summary>
    public ConcurrentQueue<string> ServerNames { get; } = [];

    public ConcurrentQueue<ReceivedRequest> Requests { get; } = [];

    /// <summary>How many connections were opened to it.</summary>
    public int Connections => Volatile.Read(ref _connections);

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _accepting;
        _listener.Stop();
        await Task.WhenAll(_conversations);
        _stop.Dispose();
    }

    private async Task AcceptAsync()
    {
        try
        {
            while (true)
            {
                var client = await _listener.AcceptTcpClientAsync(_stop.Token);
                _conversations.Add(ConverseAsync(client, Interlocked.Increment(ref _connections)));
            }
        }
        catch (OperationCanceledException)
        {
        }
    }

    private async Task ConverseAsync(TcpClient client, int connection)
    {
        using var _ = client;
        Stream stream = client.GetStream();
        try
        {
            if (_tls is not null)
            {
                var secured = new SslStream(stream);
                stream = secured;
                await secured.AuthenticateAsServerAsync(_tls, _stop.Token);
            }

            while (await ReceivedRequest.ReadAsync(stream, connection, _stop.Token) is { } request)
            {
                Requests.Enqueue(request);
                var reply = await _answer(request).WaitAsync(_stop.Token);
                if (reply.Bytes is null)
                {
                    client.Client.Close(0);
                    return;
                }

                await stream.WriteAsync(Encoding.Latin1.GetBytes(reply.Bytes), _stop.Token);
                if (reply.ThenClose)
                {
                    return;
                }
            }
        }
        catch (Exception failure) when (failure is OperationCanceledException or IOException or AuthenticationException)
        {
        }
    }
}

/// <summary>What to answer: bytes, or a torn connection.</summary>
internal sealed record Reply(string? Bytes, bool ThenClose = false)
{
    public static Reply Torn { get; } = new((string?)null);

    public static Reply Ok { get; } = Of(200);

    public static Reply Of(int status, string body = "", string? errorType = null) =>
        new(
            string.Create(
                CultureInfo.InvariantCulture,
                $"HTTP/1.1 {status} Whatever\r\n{(errorType is null ? "" : $"x-amzn-ErrorType: {errorType}\r\n")}"
                    + $"{(status == 204 ? "" : $"Content-Length: {body.Length}\r\n")}\r\n{body}"
            )
        );
}

/// <summary>A request as it came over the wire.</summary>
internal sealed record ReceivedRequest(
    int Connection,
    string Method,
    string Target,
    IReadOnlyList<(string Name, string Value)> Headers,
    byte[] Body
)
{
    public string this[string header] => Headers.Single(h => h.Name.Equals(header, StringComparison.OrdinalIgnoreCase)).Value;

    public string BodyText => Encoding.UTF8.GetString(Body);

    public static async Task<ReceivedRequest?> ReadAsync(Stream stream, int connection, CancellationToken cancellationToken)
    {
        var head = new StringBuilder();
        var one = new byte[1];
        while (!head.ToString().EndsWith("\r\n\r\n", StringComparison.Ordinal))
        {
            if (await stream.ReadAsync(one, cancellationToken) == 0)
            {
                return null;
            }

            head.Append((char)one[0]);
        }

        var lines = head.ToString().Split("\r\n", StringSplitOptions.RemoveEmptyEntries);
        var start = lines[0].Split(' ');
        var headers = lines[1..].Select(line => line.Split(": ", 2)).Select(pair => (pair[0], pair[1])).ToList();
        var length = headers.FirstOrDefault(h => h.Item1 == "Content-Length").Item2;
        var body = new byte[length is null ? 0 : int.Parse(length, CultureInfo.InvariantCulture)];
        await stream.ReadExactlyAsync(body, cancellationToken);
        return new(connection, start[0], start[1], headers, body);
    }
}
