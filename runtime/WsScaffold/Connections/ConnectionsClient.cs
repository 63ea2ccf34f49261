using System.Net;
using System.Text.Json;
using Microsoft.Extensions.Logging;

namespace WsScaffold.Connections;

/// <summary>Calls <c>@connections</c> of API Gateway, or of the local gateway.</summary>
internal sealed class ConnectionsClient : IConnections, IDisposable
{
    private readonly CallbackEndpointResolver _endpoints;
    private readonly ILogger _logger;
    private readonly RequestSigner _signer;
    private readonly Lazy<ConnectionsTransport> _transport;
    private string? _loggedRefusal;

    /// <param name="transport">
    /// Carries the requests; disposed with the client. Made at the first of them: a service may be given the client before
    /// the host says what carries its requests.
    /// </param>
    public ConnectionsClient(
        CallbackEndpointResolver endpoints, ILogger logger, Lazy<ConnectionsTransport> transport, Func<string, string?>? environment = null, TimeProvider? clock = null)
    {
        _endpoints = endpoints;
        _logger = logger;
        _signer = new RequestSigner(environment ?? Environment.GetEnvironmentVariable, clock ?? TimeProvider.System);
        _transport = transport;
    }

    public ValueTask<ConnectionStatus> PostAsync(string connectionId, ReadOnlyMemory<byte> message, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(connectionId);
        return message.Length > ConnectionLimits.MaxMessageBytes
            ? new(ConnectionStatus.PayloadTooLarge)
            : SendAsync(ConnectionsRequest.Post, connectionId, message, cancellationToken);
    }

    public ValueTask<ConnectionStatus> DeleteAsync(string connectionId, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(connectionId);
        return SendAsync(ConnectionsRequest.Delete, connectionId, default, cancellationToken);
    }

    public async ValueTask<ConnectionLookup> GetAsync(string connectionId, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(connectionId);
        if (CannotExist(connectionId))
        {
            return new(ConnectionStatus.Gone, null);
        }

        var request = CreateRequest(ConnectionsRequest.Get, connectionId, default, cancellationToken);
        ConnectionsAnswer answer;
        try
        {
            answer = await _transport.Value.SendAsync(request, cancellationToken).ConfigureAwait(false);
        }
        catch (HttpRequestException failure)
        {
            throw Failed(request, failure);
        }

        var status = StatusOf(answer, ConnectionsRequest.Get);
        return new(status, status == ConnectionStatus.Ok ? ReadDetails(answer.Body) : null);
    }

    public void Dispose() => _transport.Value.Dispose();

    private async ValueTask<ConnectionStatus> SendAsync(string method, string connectionId, ReadOnlyMemory<byte> message, CancellationToken cancellationToken)
    {
        if (CannotExist(connectionId))
        {
            return ConnectionStatus.Gone;
        }

        var request = CreateRequest(method, connectionId, message, cancellationToken);
        ConnectionsAnswer answer;
        try
        {
            answer = await _transport.Value.SendAsync(request, cancellationToken).ConfigureAwait(false);
        }
        catch (HttpRequestException failure)
        {
            throw Failed(request, failure);
        }

        return StatusOf(answer, method);
    }

    private ConnectionsRequest CreateRequest(string method, string connectionId, ReadOnlyMemory<byte> message, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var endpoint = _endpoints.Current;
        var path = endpoint.PathOf(connectionId);
        return new(endpoint, method, path, message, _signer.Sign(endpoint, method, path, message.Span));
    }

    private static HttpRequestException Failed(ConnectionsRequest request, HttpRequestException failure) =>
        new(failure.HttpRequestError, $"{request.Method} @connections at {request.Endpoint.Url} failed: {failure.Message}", failure);

    private ConnectionStatus StatusOf(ConnectionsAnswer answer, string method)
    {
        var errorType = ErrorTypeOf(answer);
        if (errorType == "GoneException")
        {
            return ConnectionStatus.Gone;
        }

        switch ((HttpStatusCode)answer.Status)
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
                LogRefusal(errorType ?? "Forbidden");
                return ConnectionStatus.Forbidden;

            // What API Gateway says of an ID that it could not have given out, instead of 410. The other reasons for a
            // 400 are no reason to forget a connection.
            case HttpStatusCode.BadRequest when answer.Body.AsSpan().IndexOf("Invalid connectionId"u8) >= 0:
                return ConnectionStatus.Gone;
            default:
                throw new HttpRequestException(
                    $"{method} @connections at {_endpoints.Current.Url} was answered {answer.Status} {errorType}".TrimEnd() + ".",
                    inner: null,
                    (HttpStatusCode)answer.Status);
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
            // Without the cause: its message may quote the answer.
            throw new HttpRequestException(HttpRequestError.InvalidResponse, "GET @connections was answered 200 with something else than a JSON object.");
        }
    }

    // "GoneException", or "GoneException:http://…" as some AWS services write it.
    private static string? ErrorTypeOf(ConnectionsAnswer answer)
    {
        var type = answer.ErrorType?.Split(':')[0];
        return type is { Length: > 0 and <= 64 } && type.All(char.IsAsciiLetterOrDigit) ? type : null;
    }

    // A misconfigured function is refused every time: saying it once for each kind of refusal is enough.
    private void LogRefusal(string errorType)
    {
        if (Interlocked.Exchange(ref _loggedRefusal, errorType) != errorType)
        {
            ConnectionsLog.Refused(_logger, _endpoints.Current.Url, errorType);
        }
    }

    // A path cannot end in these: whoever is on the way takes them for "this folder" and "the one above".
    internal static bool CannotExist(string connectionId) => connectionId is "." or "..";
}
