using System.Net.Security;
using WsScaffold.Generated.Json;
using WsScaffold.Events;
using WsScaffold.Net.Sockets;

namespace WsScaffold.ManagementApi;

/// <summary>
/// Carries requests over kept-alive connections of its own. In Lambda everything happens on the thread of the invocation,
/// so that a push costs a few system calls and no other thread is woken; elsewhere a call blocks.
/// </summary>
/// <param name="responseTimeout"><see cref="ManagementTransport.ResponseTimeout"/> unless a test has less patience.</param>
/// <param name="validateCertificate">What a test trusts; a server's certificate is validated as the system does it otherwise.</param>
internal sealed class SocketTransport(TimeProvider clock, TimeSpan? responseTimeout = null, RemoteCertificateValidationCallback? validateCertificate = null)
    : ManagementTransport
{
    /// <summary>How many connections there may be; further requests wait for one of them.</summary>
    public const int MaxConnections = 32;

    private readonly TimeSpan _responseTimeout = responseTimeout ?? ResponseTimeout;
    private readonly SemaphoreSlim _slots = new(MaxConnections);
    private readonly SocketConnector _connector = new(clock, validateCertificate);
    private readonly IdleChannels _idle = new(clock);

    public override async ValueTask<ManagementResponse> SendAsync(ManagementRequest request, CancellationToken cancellationToken)
    {
        await _slots.WaitAsync(cancellationToken).ConfigureAwait(false);
        var buffer = new PooledBuffer { IsSecret = true };
        SocketChannel? connection = null;
        try
        {
            var reactor = await SocketReactor.EnterAsync(InvocationContext.Current?.Thread);
            RequestWriter.Write(request, buffer);
            var work = new SocketWork(reactor, Environment.TickCount64 + (long)_responseTimeout.TotalMilliseconds, cancellationToken);
            if ((connection = _idle.Take(request.Endpoint)) is not null && await connection.ExchangeAsync(buffer.Written, work).ConfigureAwait(false) is { } response)
            {
                return response;
            }

            connection?.Dispose();
            connection = await _connector.OpenAsync(request.Endpoint, work).ConfigureAwait(false);
            return await connection.ExchangeAsync(buffer.Written, work).ConfigureAwait(false)
                ?? throw new HttpRequestException(HttpRequestError.ResponseEnded, "The connection was closed without an answer.");
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
            Keep(connection);
            buffer.Return();
            _slots.Release();
        }
    }

    public override void Dispose()
    {
        _idle.Dispose();
        _slots.Dispose();
    }

    // One that a request failed on is not reusable.
    private void Keep(SocketChannel? connection)
    {
        if (connection is { IsReusable: true })
        {
            _idle.Put(connection);
        }
        else
        {
            connection?.Dispose();
        }
    }
}

/// <summary>Who serves the sockets of a request, and how long it may take.</summary>
/// <param name="Deadline">By <see cref="Environment.TickCount64"/>.</param>
internal readonly record struct SocketWork(SocketReactor? Reactor, long Deadline, CancellationToken CancellationToken);
