using System.Net;
using System.Text.Json;
using Microsoft.Extensions.Logging;
using WsScaffold.Pushing;

namespace WsScaffold.ManagementApi;

/// <summary>Calls <c>@connections</c> of API Gateway, or of the local gateway.</summary>
internal sealed class ManagementClient : AppConnections
{
    private readonly ILogger _logger;
    private readonly RequestSigner _signer;
    private readonly Lazy<ManagementTransport> _transport;
    private string? _loggedRejection;

    /// <param name="transport">
    /// Carries the requests; disposed with the client. Created at the first request, because a service can get the client before
    /// the host has chosen the transport.
    /// </param>
    public ManagementClient(
        CallbackEndpointResolver endpoints,
        ILogger logger,
        Lazy<ManagementTransport> transport,
        Func<string, string?>? environment = null,
        TimeProvider? clock = null,
        Func<Uri?>? callbackUrl = null)
        : base(endpoints, callbackUrl)
    {
        _logger = logger;
        _signer = new RequestSigner(environment ?? Environment.GetEnvironmentVariable, clock ?? TimeProvider.System);
        _transport = transport;
    }

    public override ValueTask<ConnectionStatus> PostAsync(
        string connectionId, ReadOnlyMemory<byte> message, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(connectionId);
        return message.Length > MessageLimits.MaxMessageBytes
            ? new(ConnectionStatus.PayloadTooLarge)
            : SendAsync(ManagementRequest.Post, connectionId, message, cancellationToken);
    }

    public override ValueTask<ConnectionStatus> DeleteAsync(string connectionId, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(connectionId);
        return SendAsync(ManagementRequest.Delete, connectionId, default, cancellationToken);
    }

    public override async ValueTask<ConnectionLookup> GetAsync(string connectionId, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(connectionId);
        if (CannotExist(connectionId))
        {
            return new(ConnectionStatus.Gone, null);
        }

        var request = CreateRequest(ManagementRequest.Get, connectionId, default, cancellationToken);
        ManagementResponse response;
        try
        {
            response = await _transport.Value.SendAsync(request, cancellationToken).ConfigureAwait(false);
        }
        catch (HttpRequestException failure)
        {
            throw Failed(request, failure);
        }

        var status = StatusOf(response, ManagementRequest.Get);
        return new(status, status == ConnectionStatus.Ok ? ReadDetails(response.Body) : null);
    }

    public override void Dispose() => _transport.Value.Dispose();

    private async ValueTask<ConnectionStatus> SendAsync(
        string method,
        string connectionId,
        ReadOnlyMemory<byte> message,
        CancellationToken cancellationToken
    )
    {
        if (CannotExist(connectionId))
        {
            return ConnectionStatus.Gone;
        }

        var request = CreateRequest(method, connectionId, message, cancellationToken);
        ManagementResponse response;
        try
        {
            response = await _transport.Value.SendAsync(request, cancellationToken).ConfigureAwait(false);
        }
        catch (HttpRequestException failure)
        {
            throw Failed(request, failure);
        }

        return StatusOf(response, method);
    }

    private ManagementRequest CreateRequest(
        string method,
        string connectionId,
        ReadOnlyMemory<byte> message,
        CancellationToken cancellationToken
    )
    {
        cancellationToken.ThrowIfCancellationRequested();
        var endpoint = Endpoint;
        var path = endpoint.PathOf(connectionId);
        return new(endpoint, method, path, message, _signer.Sign(endpoint, method, path, message.Span));
    }

    private static HttpRequestException Failed(ManagementRequest request, HttpRequestException failure) =>
        new(failure.HttpRequestError, $"{request.Method} @connections at {request.Endpoint.Url} failed: {failure.Message}", failure);

    private ConnectionStatus StatusOf(ManagementResponse response, string method)
    {
        var errorType = ErrorTypeOf(response);
        if (errorType == "GoneException")
        {
            return ConnectionStatus.Gone;
        }

        switch ((HttpStatusCode)response.Status)
        {
            case HttpStatusCode.OK or HttpStatusCode.NoContent:
                return ConnectionStatus.Ok;
            case HttpStatusCode.Gone:
                return ConnectionStatus.Gone;
            case HttpStatusCode.TooManyRequests:
                return ConnectionStatus.Throttled;
            case HttpStatusCode.RequestEntityTooLarge:
                return ConnectionStatus.PayloadTooLarge;
            case HttpStatusCode.Forbidden:
                LogRejection(errorType ?? "Forbidden");
                return ConnectionStatus.Forbidden;

            // Instead of 410, API Gateway returns 400 for a text that cannot be a connection ID. After a 400 for another reason,
            // the connection must not be removed.
            case HttpStatusCode.BadRequest when response.Body.AsSpan().IndexOf("Invalid connectionId"u8) >= 0:
                return ConnectionStatus.Gone;
            default:
                throw new HttpRequestException(
                    $"{method} @connections at {Endpoint.Url} returned status {response.Status} {errorType}".TrimEnd() + ".",
                    inner: null,
                    (HttpStatusCode)response.Status);
        }
    }

    private static ConnectionDetails ReadDetails(ReadOnlySpan<byte> body)
    {
        try
        {
            return ConnectionDetailsReader.Read(body);
        }
        catch (JsonException)
        {
            // Without the cause: its message can quote the response.
            throw new HttpRequestException(
                HttpRequestError.InvalidResponse,
                "GET @connections returned status 200 with a body that is not a JSON object."
            );
        }
    }

    // "GoneException", or "GoneException:http://…" as some AWS services write it.
    private static string? ErrorTypeOf(ManagementResponse response)
    {
        var type = response.ErrorType?.Split(':')[0];
        return type is { Length: > 0 and <= 64 } && type.All(char.IsAsciiLetterOrDigit) ? type : null;
    }

    // Every call of a misconfigured function is forbidden: one log line per error type is enough.
    private void LogRejection(string errorType)
    {
        if (Interlocked.Exchange(ref _loggedRejection, errorType) != errorType)
        {
            PushLog.Forbidden(_logger, Endpoint.Url, errorType);
        }
    }

    // A path cannot end in these: servers on the way interpret them as the current and the parent folder.
    internal static bool CannotExist(string connectionId) => connectionId is "." or "..";
}
