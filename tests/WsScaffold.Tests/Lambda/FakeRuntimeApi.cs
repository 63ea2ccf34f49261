using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;
using WsScaffold.Lambda;

namespace WsScaffold.Tests.Lambda;

/// <summary>
/// A Lambda Runtime API on a loopback socket that plays a script: what each <c>next</c> and each post is answered with,
/// byte for byte. A <c>next</c> beyond the script stays unanswered, as in Lambda, and makes the API idle.
/// </summary>
internal sealed class FakeRuntimeApi : IDisposable
{
    private static readonly TimeSpan _patience = TimeSpan.FromSeconds(20);

    private readonly Socket _listener = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
    private readonly ConcurrentQueue<Reply> _nextReplies = new();
    private readonly ConcurrentQueue<Reply> _postReplies = new();
    private readonly ConcurrentBag<Socket> _connections = [];
    private readonly SemaphoreSlim _idle = new(0);
    private readonly SemaphoreSlim _arrived = new(0);
    private int _connectionCount;

    public FakeRuntimeApi()
    {
        _listener.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        _listener.Listen();
        Authority = $"{_listener.LocalEndPoint}";
        new Thread(Accept) { IsBackground = true }.Start();
    }

    /// <summary>The requests in the order in which they were complete.</summary>
    public ConcurrentQueue<Request> Requests { get; } = new();

    public string Authority { get; }

    public RuntimeApiAddress Address => RuntimeApiAddress.Parse(Authority);

    public int ConnectionCount => _connectionCount;

    public IEnumerable<Request> Posts => Requests.Where(request => request.Method == "POST");

    public LambdaEnvironment Environment(params (string Name, string Value)[] more) =>
        new(name => name == "AWS_LAMBDA_RUNTIME_API" ? Authority : more.FirstOrDefault(variable => variable.Name == name).Value);

    /// <summary>A port that is taken, so that no other test gets it, and where nobody listens.</summary>
    public static Socket ReservePort()
    {
        var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        socket.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        return socket;
    }

    public FakeRuntimeApi Next(params Reply[] replies)
    {
        Array.ForEach(replies, _nextReplies.Enqueue);
        return this;
    }

    /// <summary>What posts are answered with, 202 when the script is over.</summary>
    public FakeRuntimeApi Post(params Reply[] replies)
    {
        Array.ForEach(replies, _postReplies.Enqueue);
        return this;
    }

    /// <summary>Waits until a <c>next</c> finds no event.</summary>
    public void WaitUntilIdle() => Assert.True(_idle.Wait(_patience), "The Runtime API was never idle.");

    /// <summary>Waits for one more request.</summary>
    public void WaitForRequest() => Assert.True(_arrived.Wait(_patience), "No request came.");

    public void Dispose()
    {
        _listener.Dispose();
        foreach (var connection in _connections)
        {
            connection.Dispose();
        }
    }

    private void Accept()
    {
        try
        {
            while (true)
            {
                var connection = _listener.Accept();
                connection.NoDelay = true;
                _connections.Add(connection);
                var number = Interlocked.Increment(ref _connectionCount);
                new Thread(() => Serve(connection, number)) { IsBackground = true }.Start();
            }
        }
        catch (Exception exception) when (exception is SocketException or ObjectDisposedException)
        {
            // The test is done.
        }
    }

    private void Serve(Socket connection, int number)
    {
        try
        {
            using var stream = new NetworkStream(connection, ownsSocket: true);
            while (Read(stream, number) is { } request)
            {
                Requests.Enqueue(request);
                _arrived.Release();
                if (!(request.Method == "GET" ? _nextReplies : _postReplies).TryDequeue(out var reply))
                {
                    if (request.Method == "GET")
                    {
                        _idle.Release();
                        continue;
                    }

                    reply = Reply.Status(202, """{"status":"OK"}""" + "\n");
                }

                foreach (var piece in reply.Pieces)
                {
                    stream.Write(piece);
                    stream.Flush();
                }

                if (reply.Closes)
                {
                    return;
                }
            }
        }
        catch (Exception exception) when (exception is IOException or ObjectDisposedException)
        {
            // The other side is done, or the test.
        }
    }

    private static Request? Read(NetworkStream stream, int connection)
    {
        var head = new List<byte>();
        while (!head.TakeLast(4).SequenceEqual("\r\n\r\n"u8.ToArray()))
        {
            var next = stream.ReadByte();
            if (next < 0)
            {
                return null;
            }

            head.Add((byte)next);
        }

        var text = Encoding.ASCII.GetString([.. head]);
        var length = text.Split("\r\n").FirstOrDefault(line => line.StartsWith("Content-Length: ", StringComparison.Ordinal))?[16..];
        var body = new byte[int.Parse(length ?? "0", CultureInfo.InvariantCulture)];
        stream.ReadExactly(body);
        return new(connection, text, body);
    }

    /// <param name="Connection">Counts from 1.</param>
    /// <param name="Head">Request line and headers, the empty line included.</param>
    internal sealed record Request(int Connection, string Head, byte[] Body)
    {
        public string Method => Head.Split(' ')[0];

        public string Path => Head.Split(' ')[1];

        public string Text => Encoding.UTF8.GetString(Body);

        public string? Header(string name) =>
            Head.Split("\r\n").FirstOrDefault(line => line.StartsWith(name + ": ", StringComparison.Ordinal))?[(name.Length + 2)..];
    }

    /// <param name="Pieces">What is written, one write each.</param>
    internal sealed record Reply(byte[][] Pieces, bool Closes = false)
    {
        /// <summary>Closes the connection without a word.</summary>
        public static Reply Hangup { get; } = new([], Closes: true);

        public static Reply Raw(string text, bool closes = false) => new([Encoding.UTF8.GetBytes(text)], closes);

        public static Reply Status(int status, string body = "", string headers = "") =>
            Raw($"HTTP/1.1 {status} X\r\n{headers}Content-Length: {Encoding.UTF8.GetByteCount(body)}\r\n\r\n{body}");

        /// <summary>An event as Lambda hands it out.</summary>
        public static Reply Event(string body, string requestId = "id-1", string headers = "") =>
            Status(200, body, $"Lambda-Runtime-Aws-Request-Id: {requestId}\r\n{headers}");
    }
}
