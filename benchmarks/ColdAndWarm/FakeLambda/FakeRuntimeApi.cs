using System.Diagnostics;
using System.Net;
using System.Net.Sockets;

namespace ColdAndWarm.FakeLambda;

/// <summary>
/// The <see href="https://docs.aws.amazon.com/lambda/latest/dg/runtimes-api.html">Runtime API</see> and the
/// <c>@connections</c> endpoint of API Gateway on one loopback port: hands out the events of a phase, checks every answer
/// and every push. One blocking thread for each connection: nothing in it competes with the function for a thread pool.
/// A connection over <see cref="MaxConnections"/> waits for one that ends.
/// </summary>
internal sealed class FakeRuntimeApi : IDisposable
{
    public const string Stage = "production";

    // One for the Runtime API, one for each push at once, and as many again for those that a function opens anew.
    private const int MaxConnections = 8;
    private static readonly TimeSpan _timeout = TimeSpan.FromSeconds(10);

    private readonly Socket _listener = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
    private readonly object _gate = new();
    private readonly List<HttpConnection> _connections = [];
    private readonly List<Push> _pushes = [];
    private readonly PushSignature? _signature;
    private Phase? _phase;
    private Exception? _failure;
    private int _answered;
    private int _issued;
    private int _waiting;
    private long _number;
    private bool _stopped;

    /// <param name="signature">Checks the signature of every push; null while measuring, since both contenders are checked before.</param>
    public FakeRuntimeApi(PushSignature? signature = null)
    {
        _signature = signature;
        _listener.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        _listener.Listen();
        Authority = _listener.LocalEndPoint!.ToString()!;

        // Ready before the function is: to start a thread would take time from the function, which shares the processor.
        for (var i = 0; i < MaxConnections; i++)
        {
            new Thread(Accept) { IsBackground = true, Name = "connection" }.Start();
        }
    }

    /// <summary><c>host:port</c>, the value of <c>AWS_LAMBDA_RUNTIME_API</c>.</summary>
    public string Authority { get; }

    public string CallbackUrl => $"http://{Authority}/{Stage}";

    /// <summary>When the last answer had arrived, as <see cref="Stopwatch.GetTimestamp"/> counts.</summary>
    public long LastAnswerAt { get; private set; }

    /// <summary>Serves the phase and returns when the function waits for the event after it.</summary>
    /// <exception cref="InvalidDataException">The function answered or pushed something else than it must.</exception>
    /// <exception cref="TimeoutException">The function stopped answering.</exception>
    public void Run(Phase phase)
    {
        lock (_gate)
        {
            (_phase, _issued, _answered) = (phase, 0, 0);
            Monitor.PulseAll(_gate);
            while (_failure is null && (_answered < phase.Count || _waiting == 0))
            {
                if (!Monitor.Wait(_gate, _timeout))
                {
                    throw new TimeoutException($"The function answered {_answered} of {phase.Count} events, then nothing for {_timeout.TotalSeconds} s.");
                }
            }

            _phase = null;
            if (_failure is not null)
            {
                throw new InvalidDataException($"Event {_answered + 1} of the phase: {_failure.Message}", _failure);
            }
        }
    }

    public void Dispose()
    {
        lock (_gate)
        {
            _stopped = true;
            _listener.Dispose();
            _connections.ForEach(connection => connection.Dispose());
            Monitor.PulseAll(_gate);
        }
    }

    private void Accept()
    {
        try
        {
            while (true)
            {
                var socket = _listener.Accept();
                socket.NoDelay = true;
                var connection = new HttpConnection(socket);
                lock (_gate)
                {
                    _connections.Add(connection);
                }

                Serve(connection);
            }
        }
        // Disposing the listener is how this thread is told to end.
        catch (Exception exception) when (exception is SocketException or ObjectDisposedException)
        {
        }
    }

    private void Serve(HttpConnection connection)
    {
        try
        {
            while (connection.TryRead(out var request))
            {
                Answer(connection, request);
            }
        }
        // The function was killed, which is how every round ends, or the server is disposed.
        catch (Exception exception) when (exception is SocketException or ObjectDisposedException)
        {
        }
        catch (Exception exception)
        {
            Fail(exception);
        }
    }

    private void Answer(HttpConnection connection, HttpRequest request)
    {
        const string Invocations = "/2018-06-01/runtime/invocation/";
        var (method, target) = (request.Method, request.Target);
        if (method == "GET" && target == Invocations + "next")
        {
            HandOut(connection);
        }
        else if (method == "POST" && target.StartsWith(Invocations, StringComparison.Ordinal) && target.EndsWith("/response", StringComparison.Ordinal))
        {
            TakeAnswer(target[Invocations.Length..^"/response".Length], request.Body.Span);
            connection.Write("HTTP/1.1 202 Accepted\r\nContent-Type: application/json\r\nContent-Length: 16\r\n\r\n{\"status\":\"OK\"}\n"u8);
        }
        else if (method == "POST" && ConnectionIdOf(target) is { } connectionId)
        {
            TakePush(request, connectionId);
            connection.Write("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n"u8);
        }
        else
        {
            throw new InvalidDataException($"The function called {method} {target}: {System.Text.Encoding.UTF8.GetString(request.Body.Span)}");
        }
    }

    private void HandOut(HttpConnection connection)
    {
        Phase phase;
        int index;
        lock (_gate)
        {
            _waiting++;
            Monitor.PulseAll(_gate);
            while (!_stopped && (_phase is null || _issued == _phase.Count))
            {
                Monitor.Wait(_gate);
            }

            if (_stopped)
            {
                return;
            }

            _waiting--;
            phase = _phase!;
            index = _issued++;
            _number++;
            _pushes.Clear();
        }

        if (phase.Gap > TimeSpan.Zero)
        {
            Thread.Sleep(phase.Gap);
        }

        connection.Write(phase.Cycle[index % phase.Cycle.Count].Response(_number));
    }

    private void TakeAnswer(string requestId, ReadOnlySpan<byte> answer)
    {
        LastAnswerAt = Stopwatch.GetTimestamp();
        lock (_gate)
        {
            if (_phase is null || _answered == _issued || requestId != Invocation.RequestId(_number))
            {
                throw new InvalidDataException($"The function answered invocation {requestId}, which is not the current one.");
            }

            _phase.Cycle[_answered % _phase.Cycle.Count].Expected.Check(answer, _pushes);
            _answered++;
        }
    }

    private void TakePush(HttpRequest request, string connectionId)
    {
        _signature?.Check(request);
        lock (_gate)
        {
            _pushes.Add(new Push(connectionId, request.Body.ToArray()));
        }
    }

    private void Fail(Exception exception)
    {
        lock (_gate)
        {
            _failure ??= exception;
            Monitor.PulseAll(_gate);
        }
    }

    private static string? ConnectionIdOf(string target)
    {
        const string Prefix = $"/{Stage}/@connections/";
        var path = Uri.UnescapeDataString(target);
        return path.StartsWith(Prefix, StringComparison.Ordinal) ? path[Prefix.Length..] : null;
    }
}
