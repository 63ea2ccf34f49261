using System.Net.Security;
using WsScaffold.Generated.Json;
using WsScaffold.Events;
using WsScaffold.Net.Sockets;

namespace WsScaffold.ManagementApi;

/// <summary>
/// Sends requests over its own kept-alive sockets. In Lambda everything runs on the thread of the invocation, so a push costs a few
/// system calls and wakes no other thread. Elsewhere a call blocks.
/// </summary>
/// <param name="responseTimeout">The default is <see cref="ManagementTransport.ResponseTimeout"/>; tests use less.</param>
/// <param name="validateCertificate">Validates the server's certificate in tests. The default is the validation of the system.</param>
internal sealed class SocketTransport(
    TimeProvider clock,
    TimeSpan? responseTimeout = null,
    RemoteCertificateValidationCallback? validateCertificate = null
) : ManagementTransport
{
    /// <summary>The maximum number of sockets. Further requests wait for a free one.</summary>
    public const int MaxChannels = 32;

    private readonly TimeSpan _responseTimeout = responseTimeout ?? ResponseTimeout;
    private readonly SemaphoreSlim _slots = new(MaxChannels);
    private readonly SocketConnector _connector = new(clock, validateCertificate);
    private readonly IdleChannels _idle = new(clock);

    public override async ValueTask<ManagementResponse> SendAsync(ManagementRequest request, CancellationToken cancellationToken)
    {
        await _slots.WaitAsync(cancellationToken).ConfigureAwait(false);
        var buffer = new PooledBuffer { IsSecret = true };
        SocketChannel? channel = null;
        try
        {
            var reactor = await SocketReactor.EnterAsync(InvocationContext.Current?.Thread);
            RequestWriter.Write(request, buffer);
            var work = new SocketWork(reactor, Environment.TickCount64 + (long)_responseTimeout.TotalMilliseconds, cancellationToken);
            if (
                (channel = _idle.Take(request.Endpoint)) is not null
                && await channel.ExchangeAsync(buffer.Written, work).ConfigureAwait(false) is { } response
            )
            {
                return response;
            }

            channel?.Dispose();
            channel = await _connector.OpenAsync(request.Endpoint, work).ConfigureAwait(false);
            return await channel.ExchangeAsync(buffer.Written, work).ConfigureAwait(false)
                ?? throw new HttpRequestException(HttpRequestError.ResponseEnded, "The server closed the socket without a response.");
        }
        catch (OperationCanceledException)
        {
            throw new OperationCanceledException(cancellationToken);
        }
        catch (TimeoutException)
        {
            throw NoResponse(_responseTimeout);
        }
        finally
        {
            Keep(channel);
            buffer.Return();
            _slots.Release();
        }
    }

    public override void Dispose()
    {
        _idle.Dispose();
        _slots.Dispose();
    }

    // A channel on which a request failed is not reusable.
    private void Keep(SocketChannel? channel)
    {
        if (channel is { IsReusable: true })
        {
            _idle.Put(channel);
        }
        else
        {
            channel?.Dispose();
        }
    }
}
