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
    private readonly ConnectionsTransport _transport;
    private string? _loggedRefusal;

    public ConnectionsClient(CallbackEndpointResolver endpoints, ILogger logger, Func<string, string?>? environment = null, TimeProvider? clock = null)
    {
        _endpoints = endpoints;
        _logger = logger;
        _signer = new RequestSigner(environment ?? Environment.GetEnvironmentVariable, clock ?? TimeProvider.System);
        _transport = new ConnectionsTransport(clock ?? TimeProvider.System);
    }

    public ValueTask<ConnectionStatus> PostAsync(string connectionId, ReadOnlyMemory<byte> message, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(connectionId);
        return message.Length > ConnectionLimits.MaxMessageBytes
            ? new(ConnectionStatus.PayloadTooLarge)
            : SendAsync(HttpMethod.Post, connectionId, message, cancellationToken);
    }

    public ValueTask<ConnectionStatus> DeleteAsync(string connectionId, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(connectionId);
        return SendAsync(HttpMethod.Delete, connectionId, default, cancellationToken);
    }

    public async ValueTask<ConnectionLookup> GetAsync(string connectionId, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(connectionId);
        if (CannotExist(connectionId))
        {
            return new(ConnectionStatus.Gone, null);
        }

        using var response = await RequestAsync(HttpMethod.Get, connectionId, default, cancellationToken).ConfigureAwait(false);
        var body = await response.Content.ReadAsByteArrayAsync(cancellationToken).ConfigureAwait(false);
        var status = StatusOf(response, HttpMethod.Get, body);
        return new(status, status == ConnectionStatus.Ok ? ReadDetails(body) : null);
    }

    public void Dispose() => _transport.Dispose();

    private async ValueTask<ConnectionStatus> SendAsync(HttpMethod method, string connectionId, ReadOnlyMemory<byte> message, CancellationToken cancellationToken)
    {
        if (CannotExist(connectionId))
        {
            return ConnectionStatus.Gone;
        }

        using var response = await RequestAsync(method, connectionId, message, cancellationToken).ConfigureAwait(false);
        var body = response.IsSuccessStatusCode ? [] : await response.Content.ReadAsByteArrayAsync(cancellationToken).ConfigureAwait(false);
        return StatusOf(response, method, body);
    }

    private async ValueTask<HttpResponseMessage> RequestAsync(HttpMethod method, string connectionId, ReadOnlyMemory<byte> message, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var endpoint = _endpoints.Current;
        var path = endpoint.PathOf(connectionId);
        using var request = new ConnectionsRequest(method, endpoint.UrlOf(path));
        if (method == HttpMethod.Post)
        {
            request.Content = new ReadOnlyMemoryContent(message);
        }

        _signer.Sign(request, endpoint, path, message.Span);
        try
        {
            return await _transport.SendAsync(request, cancellationToken).ConfigureAwait(false);
        }
        catch (HttpRequestException failure)
        {
            throw new HttpRequestException(failure.HttpRequestError, $"{method} @connections at {endpoint.Url} failed: {failure.Message}", failure);
        }
    }

    private ConnectionStatus StatusOf(HttpResponseMessage response, HttpMethod method, ReadOnlySpan<byte> body)
    {
        var errorType = ErrorTypeOf(response);
        if (errorType == "GoneException")
        {
            return ConnectionStatus.Gone;
        }

        switch (response.StatusCode)
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
            case HttpStatusCode.BadRequest when body.IndexOf("Invalid connectionId"u8) >= 0:
                return ConnectionStatus.Gone;
            default:
                throw new HttpRequestException(
                    $"{method} @connections at {_endpoints.Current.Url} was answered {(int)response.StatusCode} {errorType}".TrimEnd() + ".",
                    inner: null,
                    response.StatusCode);
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
    private static string? ErrorTypeOf(HttpResponseMessage response)
    {
        if (!response.Headers.NonValidated.TryGetValues("x-amzn-ErrorType", out var values))
        {
            return null;
        }

        var type = values.ToString().Split(':')[0];
        return type.Length is > 0 and <= 64 && type.All(char.IsAsciiLetterOrDigit) ? type : null;
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
    private static bool CannotExist(string connectionId) => connectionId is "." or "..";
}
