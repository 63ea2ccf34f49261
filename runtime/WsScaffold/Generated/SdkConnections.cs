using System.ComponentModel;
using System.Net;
using System.Runtime.InteropServices;
using WsScaffold.ManagementApi;
using WsScaffold.Pushing;

namespace WsScaffold.Generated;

/// <summary>
/// <see cref="IConnections"/> over a client of the AWS SDK, which finds credentials, signs and retries. Exceptions of the client
/// are converted to those of <see cref="IConnections"/>.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public abstract class SdkConnections : IConnections, IDisposable
{
    /// <inheritdoc/>
    public async ValueTask<ConnectionStatus> PostAsync(
        string connectionId,
        ReadOnlyMemory<byte> message,
        CancellationToken cancellationToken = default
    )
    {
        ArgumentException.ThrowIfNullOrEmpty(connectionId);
        if (message.Length > MessageLimits.MaxMessageBytes)
        {
            return ConnectionStatus.PayloadTooLarge;
        }

        using var data = ToStream(message);
        return await CallAsync(ManagementRequest.Post, connectionId, token => SendAsync(connectionId, data, token), cancellationToken)
            .ConfigureAwait(false);
    }

    /// <inheritdoc/>
    public async ValueTask<ConnectionLookup> GetAsync(string connectionId, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(connectionId);
        ConnectionDetails? details = null;
        var status = await CallAsync(
                ManagementRequest.Get,
                connectionId,
                async token => details = await LookUpAsync(connectionId, token).ConfigureAwait(false),
                cancellationToken
            )
            .ConfigureAwait(false);
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
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>A task that completes when the message is delivered.</returns>
    protected abstract Task SendAsync(string connectionId, MemoryStream message, CancellationToken cancellationToken);

    /// <summary>Gets the details of a connection.</summary>
    /// <param name="connectionId">The connection ID.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>The details.</returns>
    protected abstract Task<ConnectionDetails> LookUpAsync(string connectionId, CancellationToken cancellationToken);

    /// <summary>Closes a connection.</summary>
    /// <param name="connectionId">The connection ID.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>A task that completes when the connection is closed.</returns>
    protected abstract Task CloseAsync(string connectionId, CancellationToken cancellationToken);

    /// <summary>Gets the HTTP status of an exception of the client.</summary>
    /// <param name="exception">The exception.</param>
    /// <returns>The HTTP status; 0 without a response; <see langword="null"/> if the exception does not come from the client.</returns>
    protected abstract int? StatusOf(Exception exception);

    /// <summary>Creates the details from the values that the client read.</summary>
    /// <param name="connectedAt">The time of the connection.</param>
    /// <param name="lastActiveAt">The time of the last activity.</param>
    /// <param name="sourceIp">The IP address of the client.</param>
    /// <param name="userAgent">The user agent of the client.</param>
    /// <returns>The details.</returns>
    protected static ConnectionDetails Details(DateTime? connectedAt, DateTime? lastActiveAt, string? sourceIp, string? userAgent) =>
        new(Time(connectedAt), Time(lastActiveAt), sourceIp ?? "", userAgent ?? "");

    private async ValueTask<ConnectionStatus> CallAsync(
        string method,
        string connectionId,
        Func<CancellationToken, Task> call,
        CancellationToken cancellationToken
    )
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
            throw new HttpRequestException(
                $"{method} @connections through the AWS SDK got no response within {ManagementTransport.ResponseTimeout.TotalSeconds:0} "
                    + $"seconds.",
                canceled
            );
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

        // As in ManagementClient: the text cannot be a connection ID.
        HttpStatusCode.BadRequest when failure.Message.Contains("Invalid connectionId", StringComparison.Ordinal) => ConnectionStatus.Gone,
        _ => null,
    };

    private static MemoryStream ToStream(ReadOnlyMemory<byte> message) => MemoryMarshal.TryGetArray(message, out var bytes)
        ? new(bytes.Array!, bytes.Offset, bytes.Count, writable: false)
        : new(message.ToArray(), writable: false);

    // Times of the SDK have a kind. Times without one come from API Gateway and are in UTC.
    private static DateTimeOffset Time(DateTime? time) =>
        time is { } known ? new(known.Kind == DateTimeKind.Unspecified ? DateTime.SpecifyKind(known, DateTimeKind.Utc) : known) : default;
}
