using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;
using WsScaffold.Net.Http;
using WsScaffold.Net.Sockets;

namespace WsScaffold.Lambda;

/// <summary>
/// One keep-alive connection to the <see href="https://docs.aws.amazon.com/lambda/latest/dg/runtimes-api.html">Runtime API</see>.
/// It blocks: an invocation then costs two system calls on one thread, and no wake-up of another.
/// </summary>
internal sealed class RuntimeApiClient : IDisposable
{
    private const int InitialCapacity = 16 * 1024;

    private readonly RuntimeApiAddress _address;
    private readonly byte[] _next;
    private readonly byte[] _postStart;
    private readonly byte[] _responseEnd;
    private readonly byte[] _errorEnd;
    private readonly byte[] _initError;
    private readonly HttpResponseParser _parser = new();
    private readonly Lock _gate = new();

    private byte[] _received = GC.AllocateUninitializedArray<byte>(InitialCapacity);
    private int _receivedLength;
    private StreamSocket? _socket;
    private bool _waiting;
    private volatile bool _stopped;

    public RuntimeApiClient(RuntimeApiAddress address)
    {
        _address = address;
        var api = address.PathPrefix + "/2018-06-01/runtime/";
        var host = $" HTTP/1.1\r\nHost: {address.Authority}\r\n";
        const string ErrorType = "Content-Type: application/vnd.aws.lambda.error+json\r\n";
        _next = Encoding.ASCII.GetBytes($"GET {api}invocation/next{host}\r\n");
        _postStart = Encoding.ASCII.GetBytes($"POST {api}invocation/");
        _responseEnd = Encoding.ASCII.GetBytes($"/response{host}Content-Type: application/json\r\n");
        _errorEnd = Encoding.ASCII.GetBytes($"/error{host}{ErrorType}");
        _initError = Encoding.ASCII.GetBytes($"POST {api}init/error{host}{ErrorType}");
    }

    /// <summary>The status of the last answer.</summary>
    public HttpStatusCode Status => (HttpStatusCode)_parser.StatusCode;

    /// <summary>The body of the last answer; valid until the next call.</summary>
    public ReadOnlyMemory<byte> Body => _received.AsMemory(_parser.BodyStart, _parser.BodyLength);

    /// <summary>How much memory is held for answers.</summary>
    public int Capacity => _received.Length;

    /// <summary>A header of the last answer; valid until the next call.</summary>
    public bool TryGetHeader(ReadOnlySpan<byte> name, out ReadOnlySpan<byte> value) =>
        _parser.TryGetHeader(_received.AsSpan(0, _receivedLength), name, out value);

    /// <summary>Waits for the next event, however long that takes: Lambda freezes the process meanwhile.</summary>
    /// <returns>Whether there is an answer; not when the connection was stopped.</returns>
    /// <exception cref="RuntimeApiException">There is no whole answer.</exception>
    public bool Next()
    {
        lock (_gate)
        {
            if (_stopped)
            {
                return false;
            }

            _waiting = true;
        }

        if (_received.Length > RequestBuffer.KeptCapacity)
        {
            _received = GC.AllocateUninitializedArray<byte>(InitialCapacity);
        }

        try
        {
            Exchange(_next);
            return true;
        }
        catch (RuntimeApiException) when (_stopped)
        {
            return false;
        }
        finally
        {
            lock (_gate)
            {
                _waiting = false;
            }
        }
    }

    /// <summary>Sends the answer of an invocation.</summary>
    /// <param name="response">Holds the body; takes the head.</param>
    /// <exception cref="RuntimeApiException">There is no whole answer.</exception>
    public void PostResponse(string requestId, RequestBuffer response)
    {
        EndHead(response);
        response.Prepend(_responseEnd);
        PrependPath(requestId, response);
        Exchange(response.Written);
    }

    /// <inheritdoc cref="PostResponse"/>
    /// <summary>Sends the error of an invocation.</summary>
    /// <param name="headers">Whole header lines.</param>
    public void PostError(string requestId, ReadOnlySpan<byte> headers, RequestBuffer error)
    {
        EndHead(error);
        error.Prepend(headers);
        error.Prepend(_errorEnd);
        PrependPath(requestId, error);
        Exchange(error.Written);
    }

    /// <inheritdoc cref="PostError"/>
    /// <summary>Sends the error that kept the function from starting.</summary>
    public void PostInitError(ReadOnlySpan<byte> headers, RequestBuffer error)
    {
        EndHead(error);
        error.Prepend(headers);
        error.Prepend(_initError);
        Exchange(error.Written);
    }

    /// <summary>Ends a pending <see cref="Next"/> and refuses later ones; what is being posted goes out. For any thread.</summary>
    public void Stop()
    {
        lock (_gate)
        {
            _stopped = true;
            if (_waiting)
            {
                _socket?.Shutdown();
            }
        }
    }

    public void Dispose() => Close();

    private static void EndHead(RequestBuffer body)
    {
        Span<byte> line = stackalloc byte[32];
        Encoding.ASCII.TryGetBytes("Content-Length: ", line, out var start);
        body.Written.Length.TryFormat(line[start..], out var digits, provider: CultureInfo.InvariantCulture);
        "\r\n\r\n"u8.CopyTo(line[(start + digits)..]);
        body.Prepend(line[..(start + digits + 4)]);
    }

    private void PrependPath(string requestId, RequestBuffer request)
    {
        Span<byte> id = stackalloc byte[requestId.Length];
        Encoding.ASCII.GetBytes(requestId, id);
        request.Prepend(id);
        request.Prepend(_postStart);
    }

    // A connection that was closed while it was idle breaks at its next use, before any of an answer: then, and only then,
    // the request is sent once more. An event cannot get lost by it; a response that did arrive is refused the second time.
    private void Exchange(ReadOnlySpan<byte> request)
    {
        try
        {
            if (!TryExchange(request) && !TryExchange(request))
            {
                throw new RuntimeApiException($"The Lambda Runtime API at '{_address}' closed the connection twice without an answer.");
            }
        }
        catch (RuntimeApiException)
        {
            Close();
            throw;
        }
        catch (InvalidResponseException exception)
        {
            Close();
            throw new RuntimeApiException($"The answer of the Lambda Runtime API {exception.Fault}.", innerException: exception);
        }

        if (!_parser.KeepAlive || _receivedLength > _parser.End)
        {
            // Bytes after the answer belong to no request: what would come next could not be trusted.
            Close();
        }
    }

    private bool TryExchange(ReadOnlySpan<byte> request)
    {
        var socket = _socket ?? Connect();
        _parser.Reset();
        _receivedLength = 0;
        Send(socket, request);
        do
        {
            MakeRoom();
            var count = Receive(socket);
            if (count == 0)
            {
                Close();
                if (_receivedLength == 0)
                {
                    return false;
                }

                _parser.EndOfStream(_receivedLength);
                return true;
            }

            _receivedLength += count;
        }
        while (!_parser.Advance(_received.AsSpan(0, _receivedLength)));
        return true;
    }

    // A failure shows when the answer is read. There may be one all the same: 413 comes before the body was sent whole.
    private static void Send(StreamSocket socket, ReadOnlySpan<byte> request)
    {
        try
        {
            while (!request.IsEmpty)
            {
                request = request[socket.Send(request)..];
            }
        }
        catch (Exception exception) when (exception is SocketException or ObjectDisposedException)
        {
        }
    }

    // A broken connection and a closed one are the same to the caller: nothing more comes.
    private int Receive(StreamSocket socket)
    {
        try
        {
            return socket.Receive(_received.AsSpan(_receivedLength));
        }
        catch (Exception exception) when (exception is SocketException or ObjectDisposedException)
        {
            return 0;
        }
    }

    private void MakeRoom()
    {
        // A length that is known is met at once, an unknown one by doubling.
        if (_parser.Required > _received.Length || _receivedLength == _received.Length)
        {
            Array.Resize(ref _received, Math.Max(_parser.Required, 2 * _received.Length));
        }
    }

    private StreamSocket Connect()
    {
        try
        {
            SocketException? failure = null;
            foreach (var address in Resolve())
            {
                try
                {
                    return Connect(new(address, _address.Port));
                }
                catch (SocketException exception)
                {
                    failure = exception;
                }
            }

            throw failure ?? new SocketException((int)SocketError.HostNotFound);
        }
        catch (Exception exception) when (exception is SocketException or ObjectDisposedException)
        {
            throw new RuntimeApiException(
                $"No connection to the Lambda Runtime API at '{_address}' ({exception.Message}). AWS_LAMBDA_RUNTIME_API holds that address: Lambda sets it; to run outside Lambda, unset it.",
                innerException: exception);
        }
    }

    // A numeric address, which Lambda's is, needs no resolver.
    private IPAddress[] Resolve() => IPAddress.TryParse(_address.Host, out var numeric) ? [numeric] : Dns.GetHostAddresses(_address.Host);

    private StreamSocket Connect(IPEndPoint endPoint)
    {
        StreamSocket socket;
        lock (_gate)
        {
            ThrowIfStopped();
            _socket?.Dispose();
            _socket = socket = StreamSocket.Create(endPoint.AddressFamily, blocking: true);
        }

        if (!socket.Connect(endPoint))
        {
            socket.Wait(forWriting: true, Timeout.InfiniteTimeSpan);
            socket.EndConnect();
        }

        // A socket that is not connected yet can't be shut down.
        lock (_gate)
        {
            ThrowIfStopped();
        }

        return socket;
    }

    private void ThrowIfStopped()
    {
        if (_stopped && _waiting)
        {
            throw new RuntimeApiException("The connection was stopped.");
        }
    }

    private void Close()
    {
        lock (_gate)
        {
            _socket?.Dispose();
            _socket = null;
        }
    }
}
