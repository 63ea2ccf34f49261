using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace ColdAndWarm.FakeLambda;

/// <summary>
/// Serves the <see href="https://docs.aws.amazon.com/lambda/latest/dg/runtimes-api.html">Runtime API</see> and the
/// <c>@connections</c> endpoint on one loopback port: delivers the events of a phase, and checks every response and every push. Each
/// socket has a blocking thread, so that no thread pool competes with the function for the processor. If there are more than
/// <see cref="MaxSockets"/> sockets, the next one waits until another one closes.
/// </summary>
internal sealed class FakeRuntimeApi : IDisposable
{
    public const string Stage = "production";

    // One for the Runtime API, one for each concurrent push, and as many again for sockets that a function reopens.
    private const int MaxSockets = 8;
    private static readonly TimeSpan _timeout = TimeSpan.FromSeconds(10);

    private readonly Socket _listener = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
    private readonly object _gate = new();
    private readonly List<HttpSocket> _sockets = [];
    private readonly List<Push> _pushes = [];
    private readonly PushSignature? _signature;
    private Phase? _phase;
    private Exception? _failure;
    private int _responded;
    private int _issued;
    private int _waiting;
    private long _number;
    private bool _stopped;

    /// <param name="signature">
    /// Checks the signature of every push. Null while measuring: both contenders are checked before that.
    /// </param>
    public FakeRuntimeApi(PushSignature? signature = null)
    {
        _signature = signature;
        _listener.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        _listener.Listen();
        Authority = _listener.LocalEndPoint!.ToString()!;

        // The threads start before the function: starting them later would take time from the function, which shares the processor.
        for (var i = 0; i < MaxSockets; i++)
        {
            new Thread(Accept) { IsBackground = true, Name = "socket" }.Start();
        }
    }

    /// <summary><c>host:port</c>, the value of <c>AWS_LAMBDA_RUNTIME_API</c>.</summary>
    public string Authority { get; }

    public string CallbackUrl => $"http://{Authority}/{Stage}";

    /// <summary>When the last response had arrived, in units of <see cref="Stopwatch.GetTimestamp"/>.</summary>
    public long LastResponseAt { get; private set; }

    /// <summary>Delivers the events of a phase. Returns when the function waits for the event after the last one.</summary>
    /// <exception cref="InvalidDataException">A response or push differs from what is expected.</exception>
    /// <exception cref="TimeoutException">The function stopped responding.</exception>
    public void Run(Phase phase)
    {
        lock (_gate)
        {
            (_phase, _issued, _responded) = (phase, 0, 0);
            Monitor.PulseAll(_gate);
            while (_failure is null && (_responded < phase.Count || _waiting == 0))
            {
                if (!Monitor.Wait(_gate, _timeout))
                {
                    throw new TimeoutException(
                        $"The function responded to {_responded} of {phase.Count} events, then not for {_timeout.TotalSeconds} s.");
                }
            }

            _phase = null;
            if (_failure is not null)
            {
                throw new InvalidDataException($"Event {_responded + 1} of the phase: {_failure.Message}", _failure);
            }
        }
    }

    public void Dispose()
    {
        lock (_gate)
        {
            _stopped = true;
            _listener.Dispose();
            _sockets.ForEach(socket => socket.Dispose());
            Monitor.PulseAll(_gate);
        }
    }

    private void Accept()
    {
        try
        {
            while (true)
            {
                var accepted = _listener.Accept();
                accepted.NoDelay = true;
                var socket = new HttpSocket(accepted);
                lock (_gate)
                {
                    _sockets.Add(socket);
                }

                Serve(socket);
            }
        }
        // Disposing the listener ends this thread.
        catch (Exception exception) when (exception is SocketException or ObjectDisposedException)
        {
        }
    }

    private void Serve(HttpSocket socket)
    {
        try
        {
            while (socket.TryRead(out var request))
            {
                Handle(socket, request);
            }
        }
        // The function was ended, as after every round, or the server is disposed.
        catch (Exception exception) when (exception is SocketException or ObjectDisposedException)
        {
        }
        catch (Exception exception)
        {
            Fail(exception);
        }
    }

    private void Handle(HttpSocket socket, HttpRequest request)
    {
        const string Invocations = "/2018-06-01/runtime/invocation/";
        var (method, target) = (request.Method, request.Target);
        if (method == "GET" && target == Invocations + "next")
        {
            Deliver(socket);
        }
        else if (method == "POST"
            && target.StartsWith(Invocations, StringComparison.Ordinal) && target.EndsWith("/response", StringComparison.Ordinal))
        {
            TakeResponse(target[Invocations.Length..^"/response".Length], request.Body.Span);
            socket.Write("HTTP/1.1 202 Accepted\r\nContent-Type: application/json\r\nContent-Length: 16\r\n\r\n{\"status\":\"OK\"}\n"u8);
        }
        else if (method == "POST" && ConnectionIdOf(target) is { } connectionId)
        {
            TakePush(request, connectionId);
            socket.Write("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n"u8);
        }
        else
        {
            throw new InvalidDataException(
                $"The function sent an unexpected request: {method} {target}: {Encoding.UTF8.GetString(request.Body.Span)}");
        }
    }

    private void Deliver(HttpSocket socket)
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

        socket.Write(phase.Cycle[index % phase.Cycle.Count].Response(_number));
    }

    private void TakeResponse(string requestId, ReadOnlySpan<byte> response)
    {
        LastResponseAt = Stopwatch.GetTimestamp();
        lock (_gate)
        {
            if (_phase is null || _responded == _issued || requestId != Invocation.RequestId(_number))
            {
                throw new InvalidDataException($"The function responded to invocation {requestId}, which is not the current one.");
            }

            _phase.Cycle[_responded % _phase.Cycle.Count].Expected.Check(response, _pushes);
            _responded++;
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
