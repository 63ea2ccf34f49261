using System.ComponentModel;
using System.Net;
using System.Runtime.InteropServices;
using WsScaffold.ManagementApi;
using WsScaffold.Pushing;

namespace WsScaffold.Generated;

/// <summary>
/// <see cref="IConnections"/> over a client of the AWS SDK, which finds credentials, signs and tries again by itself. What
/// the client throws becomes what <see cref="IConnections"/> promises.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public abstract class SdkConnections : IConnections, IDisposable
{
    /// <inheritdoc/>
    public async ValueTask<ConnectionStatus> PostAsync(string connectionId, ReadOnlyMemory<byte> message, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(connectionId);
        if (message.Length > ConnectionLimits.MaxMessageBytes)
        {
            return ConnectionStatus.PayloadTooLarge;
        }

        using var data = ToStream(message);
        return await CallAsync(ManagementRequest.Post, connectionId, token => SendAsync(connectionId, data, token), cancellationToken).ConfigureAwait(false);
    }

    /// <inheritdoc/>
    public async ValueTask<ConnectionLookup> GetAsync(string connectionId, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(connectionId);
        ConnectionDetails? details = null;
        var status = await CallAsync(
            ManagementRequest.Get, connectionId, async token => details = await LookUpAsync(connectionId, token).ConfigureAwait(false), cancellationToken).ConfigureAwait(false);
        return new(status, details);
    }

    /// <inheritdoc/>
    public ValueTask<ConnectionStatus> DeleteAsync(string connectionId, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(connectionId);
        return CallAsync(ManagementRequest.Delete, connectionId, token => CloseAsync(connectionId, token), cancellationToken);
    }

    /// <summary>Disposes the client.</summary>
    public void Dispose()
    {
        Dispose(disposing: true);
        GC.SuppressFinalize(this);
    }

    /// <summary>Disposes the client.</summary>
    /// <param name="disposing">Always true.</param>
    protected abstract void Dispose(bool disposing);

    /// <summary>Posts to a connection.</summary>
    /// <param name="connectionId">The connection ID.</param>
    /// <param name="message">The message.</param>
    /// <param name="cancellationToken">Ends the call early.</param>
    /// <returns>Completes when it is delivered.</returns>
    protected abstract Task SendAsync(string connectionId, MemoryStream message, CancellationToken cancellationToken);

    /// <summary>Looks a connection up.</summary>
    /// <param name="connectionId">The connection ID.</param>
    /// <param name="cancellationToken">Ends the call early.</param>
    /// <returns>The details.</returns>
    protected abstract Task<ConnectionDetails> LookUpAsync(string connectionId, CancellationToken cancellationToken);

    /// <summary>Closes a connection.</summary>
    /// <param name="connectionId">The connection ID.</param>
    /// <param name="cancellationToken">Ends the call early.</param>
    /// <returns>Completes when it is closed.</returns>
    protected abstract Task CloseAsync(string connectionId, CancellationToken cancellationToken);

    /// <summary>The status that an exception of the client stands for.</summary>
    /// <param name="exception">What the client threw.</param>
    /// <returns>The HTTP status; 0 when there was no answer; <see langword="null"/> when the exception is not the client's.</returns>
    protected abstract int? StatusOf(Exception exception);

    /// <summary>Makes the details of what the client read.</summary>
    /// <param name="connectedAt">When it connected.</param>
    /// <param name="lastActiveAt">When it was last active.</param>
    /// <param name="sourceIp">The client's address.</param>
    /// <param name="userAgent">The client's user agent.</param>
    /// <returns>The details.</returns>
    protected static ConnectionDetails Details(DateTime? connectedAt, DateTime? lastActiveAt, string? sourceIp, string? userAgent) =>
        new(Time(connectedAt), Time(lastActiveAt), sourceIp ?? "", userAgent ?? "");

    private async ValueTask<ConnectionStatus> CallAsync(string method, string connectionId, Func<CancellationToken, Task> call, CancellationToken cancellationToken)
    {
        if (ManagementClient.CannotExist(connectionId))
        {
            return ConnectionStatus.Gone;
        }

        using var timeout = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        timeout.CancelAfter(ManagementTransport.ResponseTimeout);
        try
        {
            await call(timeout.Token).ConfigureAwait(false);
            return ConnectionStatus.Ok;
        }
        catch (OperationCanceledException canceled)
        {
            cancellationToken.ThrowIfCancellationRequested();
            throw new HttpRequestException($"{method} @connections by the AWS SDK was not answered within {ManagementTransport.ResponseTimeout.TotalSeconds:0} seconds.", canceled);
        }
        catch (Exception failure) when (StatusOf(failure) is { } status)
        {
            return ToConnectionStatus(status, failure) ?? throw new HttpRequestException(
                $"{method} @connections by the AWS SDK failed: {failure.Message}", failure, status == 0 ? null : (HttpStatusCode)status);
        }
    }

    private static ConnectionStatus? ToConnectionStatus(int status, Exception failure) => (HttpStatusCode)status switch
    {
        HttpStatusCode.Gone => ConnectionStatus.Gone,
        HttpStatusCode.TooManyRequests => ConnectionStatus.Throttled,
        HttpStatusCode.RequestEntityTooLarge => ConnectionStatus.PayloadTooLarge,
        HttpStatusCode.Forbidden => ConnectionStatus.Forbidden,

        // As ManagementClient: an ID that API Gateway could not have given out.
        HttpStatusCode.BadRequest when failure.Message.Contains("Invalid connectionId", StringComparison.Ordinal) => ConnectionStatus.Gone,
        _ => null,
    };

    private static MemoryStream ToStream(ReadOnlyMemory<byte> message) => MemoryMarshal.TryGetArray(message, out var bytes)
        ? new(bytes.Array!, bytes.Offset, bytes.Count, writable: false)
        : new(message.ToArray(), writable: false);

    // The SDK says of its own times which kind they are; without a word they are API Gateway's, in UTC.
    private static DateTimeOffset Time(DateTime? time) =>
        time is { } known ? new(known.Kind == DateTimeKind.Unspecified ? DateTime.SpecifyKind(known, DateTimeKind.Utc) : known) : default;
}
