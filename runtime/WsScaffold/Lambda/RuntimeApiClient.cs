using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;
using WsScaffold.Net.Http;
using WsScaffold.Net.Sockets;

namespace WsScaffold.Lambda;

/// <summary>
/// A client of the <see href="https://docs.aws.amazon.com/lambda/latest/dg/runtimes-api.html">Runtime API</see> over one keep-alive
/// socket. It blocks: an invocation then costs two system calls on one thread and never wakes another thread.
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
    private byte[] _invocationId = [];
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

    /// <summary>The status of the last response.</summary>
    public HttpStatusCode Status => (HttpStatusCode)_parser.StatusCode;

    /// <summary>The body of the last response. Valid until the next call.</summary>
    public ReadOnlyMemory<byte> Body => _received.AsMemory(_parser.BodyStart, _parser.BodyLength);

    /// <summary>The size of the buffer for responses.</summary>
    public int Capacity => _received.Length;

    /// <summary>A header of the last response. Valid until the next call.</summary>
    public bool TryGetHeader(ReadOnlySpan<byte> name, out ReadOnlySpan<byte> value) =>
        _parser.TryGetHeader(_received.AsSpan(0, _receivedLength), name, out value);

    /// <summary>Waits for the next event, without a time limit: Lambda freezes the process while there is none.</summary>
    /// <returns>Whether there is a response; <see langword="false"/> after <see cref="Stop"/>.</returns>
    /// <exception cref="RuntimeApiException">No complete response arrived.</exception>
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
            KeepInvocationId();
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

    /// <summary>Posts the response of an invocation.</summary>
    /// <param name="response">Holds the body. The head is written into it.</param>
    /// <exception cref="RuntimeApiException">No complete response arrived.</exception>
    public void PostResponse(string requestId, RequestBuffer response)
    {
        EndHead(response);
        response.Prepend(_invocationId);
        response.Prepend(_responseEnd);
        PrependPath(requestId, response);
        Exchange(response.Written);
    }

    /// <inheritdoc cref="PostResponse"/>
    /// <summary>Posts the error of an invocation.</summary>
    /// <param name="headers">Complete header lines.</param>
    public void PostError(string requestId, ReadOnlySpan<byte> headers, RequestBuffer error)
    {
        EndHead(error);
        error.Prepend(headers);
        error.Prepend(_invocationId);
        error.Prepend(_errorEnd);
        PrependPath(requestId, error);
        Exchange(error.Written);
    }

    /// <inheritdoc cref="PostError"/>
    /// <summary>Posts the error that prevented the start.</summary>
    public void PostInitError(ReadOnlySpan<byte> headers, RequestBuffer error)
    {
        EndHead(error);
        error.Prepend(headers);
        error.Prepend(_initError);
        Exchange(error.Written);
    }

    /// <summary>
    /// Ends a pending <see cref="Next"/> and rejects later calls; a post in progress is completed. Callable from any thread.
    /// </summary>
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

    // Sent back with the response or error, so that Lambda rejects a late one of an attempt that has timed out. AWS's own runtime
    // clients do the same: https://github.com/aws/aws-lambda-dotnet/pull/2508.
    private void KeepInvocationId()
    {
        if (!TryGetHeader("Lambda-Runtime-Invocation-Id"u8, out var id) || id.IsEmpty)
        {
            _invocationId = [];
            return;
        }

        _invocationId = [.. "Lambda-Runtime-Invocation-Id: "u8, .. id, .. "\r\n"u8];
    }

    private void PrependPath(string requestId, RequestBuffer request)
    {
        Span<byte> id = stackalloc byte[requestId.Length];
        Encoding.ASCII.GetBytes(requestId, id);
        request.Prepend(id);
        request.Prepend(_postStart);
    }

    // A socket that was closed while idle fails at its next use, before any byte of a response. Only then is the request sent
    // again. No event can be lost by this; Lambda rejects the second copy of a response that did arrive.
    private void Exchange(ReadOnlySpan<byte> request)
    {
        try
        {
            if (!TryExchange(request) && !TryExchange(request))
            {
                throw new RuntimeApiException($"The Lambda Runtime API at '{_address}' closed the socket twice without a response.");
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
            throw new RuntimeApiException($"The response of the Lambda Runtime API {exception.Fault}.", innerException: exception);
        }

        if (!_parser.KeepAlive || _receivedLength > _parser.End)
        {
            // Bytes after the response belong to no request, so the next response could not be trusted.
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

    // A failed send shows when the response is read. There may still be a response: 413 arrives before the whole body is sent.
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

    // To the caller, a broken socket is the same as a closed one: no more bytes arrive.
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
        // Grows to a known length at once, to an unknown one by doubling.
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
                $"Cannot connect to the Lambda Runtime API at '{_address}' ({exception.Message}). "
                + "The address comes from AWS_LAMBDA_RUNTIME_API. "
                + "Lambda sets the variable; to run outside Lambda, unset it.",
                innerException: exception);
        }
    }

    // A numeric address, as Lambda's is, needs no resolver.
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

        // A socket that is not connected yet cannot be shut down.
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
            throw new RuntimeApiException("The client was stopped.");
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
