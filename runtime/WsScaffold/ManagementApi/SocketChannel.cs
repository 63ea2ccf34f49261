using System.Text;
using WsScaffold.Events;
using WsScaffold.Net.Http;
using WsScaffold.Net.Sockets;

namespace WsScaffold.ManagementApi;

/// <summary>A kept-alive socket to <c>@connections</c>, for one request at a time.</summary>
internal sealed class SocketChannel(CallbackEndpoint endpoint, AwaitableSocket socket, Stream stream, DateTimeOffset openedAt) : IDisposable
{
    // A response has a few hundred bytes.
    private const int InitialCapacity = 2 * 1024;

    private readonly HttpResponseParser _parser = new();
    private byte[] _received = GC.AllocateUninitializedArray<byte>(InitialCapacity);
    private int _receivedLength;
    private bool _isReusable;

    public DateTimeOffset OpenedAt { get; } = openedAt;

    public DateTimeOffset LastUsedAt { get; set; } = openedAt;

    /// <summary>
    /// Whether the channel can be used for another request. A request that was canceled right after its response had arrived also
    /// makes it unusable.
    /// </summary>
    public bool IsReusable => _isReusable && !socket.IsAborted;

    public bool IsTo(CallbackEndpoint other) => endpoint == other || (endpoint.IsLocal == other.IsLocal && endpoint.Host == other.Host);

    /// <summary>Sends a request and reads the complete response.</summary>
    /// <returns>The response; <see langword="null"/> if the socket was closed before its first byte.</returns>
    /// <exception cref="HttpRequestException">The response is incomplete or not HTTP.</exception>
    /// <exception cref="TimeoutException">The deadline has passed.</exception>
    /// <exception cref="OperationCanceledException">The request was canceled.</exception>
    public async ValueTask<ManagementResponse?> ExchangeAsync(ReadOnlyMemory<byte> request, SocketWork work)
    {
        _isReusable = false;
        _parser.Reset();
        _receivedLength = 0;
        socket.Use(work.Reactor, work.Deadline);
        using var cancelled = work.CancellationToken.UnsafeRegister(static socket => ((AwaitableSocket)socket!).Abort(), socket);
        await SendAsync(request).ConfigureAwait(false);
        try
        {
            // All in one method: each additional async method costs code and memory, which are cold where messages are rare.
            do
            {
                MakeRoom();
                int count;
                try
                {
                    count = await stream.ReadAsync(_received.AsMemory(_receivedLength)).ConfigureAwait(false);
                }
                catch (IOException)
                {
                    // TLS reports an aborted wait in the same way.
                    socket.ThrowIfOver();

                    // To the caller, a broken socket is the same as a closed one: no more bytes arrive.
                    count = 0;
                }

                if (count == 0)
                {
                    return EndResponse();
                }

                _receivedLength += count;
            }
            while (!_parser.Advance(_received.AsSpan(0, _receivedLength)));
        }
        catch (InvalidResponseException invalid)
        {
            throw new HttpRequestException(HttpRequestError.InvalidResponse, invalid.Message, invalid);
        }

        // Bytes after the response belong to no request, so the next response could not be trusted.
        _isReusable = _parser.KeepAlive && _receivedLength == _parser.End;
        return TakeResponse();
    }

    public void Dispose() => stream.Dispose();

    // A failed send shows when the response is read. There may still be a response: 413 arrives before the whole body is sent.
    private async ValueTask SendAsync(ReadOnlyMemory<byte> request)
    {
        try
        {
            await stream.WriteAsync(request).ConfigureAwait(false);
        }
        catch (IOException)
        {
        }
    }

    private ManagementResponse? EndResponse()
    {
        if (_receivedLength == 0)
        {
            return null;
        }

        _parser.EndOfStream(_receivedLength);
        return TakeResponse();
    }

    private void MakeRoom()
    {
        if (_parser.Required <= _received.Length && _receivedLength < _received.Length)
        {
            return;
        }

        var capacity = Math.Max(_parser.Required, 2 * _received.Length);
        if (_parser.Required > ManagementTransport.MaxResponseBytes || _receivedLength >= ManagementTransport.MaxResponseBytes)
        {
            throw new InvalidResponseException($"is longer than {ManagementTransport.MaxResponseBytes} bytes");
        }

        Array.Resize(ref _received, Math.Min(capacity, ManagementTransport.MaxResponseBytes));
    }

    private ManagementResponse TakeResponse()
    {
        var received = _received.AsSpan(0, _receivedLength);
        var errorType = _parser.TryGetHeader(received, "x-amzn-ErrorType"u8, out var value) ? Encoding.Latin1.GetString(value) : null;
        return _parser is { StatusCode: 200, BodyLength: 0 } && errorType is null
            ? ManagementResponse.Ok
            : new(_parser.StatusCode, errorType, received.Slice(_parser.BodyStart, _parser.BodyLength).ToArray());
    }
}
