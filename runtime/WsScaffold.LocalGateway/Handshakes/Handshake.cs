using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Logging;
using WsScaffold.ApiGateway;
using WsScaffold.Gateway.Authorizers;
using WsScaffold.Gateway.Connections;
using WsScaffold.Gateway.Events;
using WsScaffold.Gateway.Frames;
using WsScaffold.Gateway.Http;
using WsScaffold.Gateway.Integrations;
using WsScaffold.Gateway.Messages;
using WsScaffold.Gateway.Routing;

namespace WsScaffold.Gateway.Handshakes;

/// <summary>
/// Controls a connection from start to end: delays the upgrade until <c>$connect</c> has responded, then processes messages, and
/// delivers the disconnect event after the connection has closed. See
/// <see href="https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-websocket-api-route-keys-connect-disconnect.html">
/// $connect and $disconnect</see>.
/// </summary>
internal sealed partial class Handshake(
    RouteTable routes,
    Authorizer? authorizer,
    EventWriter events,
    Invoker invoker,
    MessageDispatcher messages,
    ConnectionRegistry connections,
    RunningWork running,
    ConnectionLimits limits,
    bool dropDisconnectEvents,
    TimeProvider time,
    ILogger logger)
{
    // https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-execution-service-websocket-limits-table.html
    private const int LongestUrl = 4096;

    public async Task HandleAsync(HttpContext context)
    {
        if (await RejectInvalidAsync(context).ConfigureAwait(false))
        {
            return;
        }

        var connection = CreateFacts(context);
        var facts = EventFacts.New(time.GetUtcNow());
        context.Response.Headers["x-amzn-RequestId"] = facts.RequestId;
        var traceRoot = GatewayIds.NewTraceRoot(facts.Time);
        var headers = HandshakeRequest.EventHeaders(context.Request, connection.SourceIp, context.Connection.LocalPort, traceRoot);
        var query = HandshakeRequest.EventQuery(context.Request);
        if (authorizer is not null)
        {
            var decision = await authorizer.AuthorizeAsync(connection, facts, headers, query, traceRoot).ConfigureAwait(false);
            if (decision.Facts is null)
            {
                await RejectAsync(context, decision.Outcome).ConfigureAwait(false);
                return;
            }

            connection = connection with { Authorizer = decision.Facts };
        }

        if (routes.Has(RouteKeys.Connect))
        {
            var lambdaEvent = events.Connect(connection, facts, HandshakeRequest.ConnectHeaders(headers), query);
            await ConnectAsync(context, connection, lambdaEvent, facts.RequestId, traceRoot).ConfigureAwait(false);
            return;
        }

        await ServeAsync(context, connection, subprotocol: null).ConfigureAwait(false);
    }

    private async Task ConnectAsync(
        HttpContext context, ConnectionFacts connection, ReadOnlyMemory<byte> lambdaEvent, string requestId, string traceRoot)
    {
        var (outcome, response) = await invoker.InvokeAsync(lambdaEvent, traceRoot, RouteKeys.Connect, requestId).ConfigureAwait(false);
        switch (outcome)
        {
            case InvocationOutcome.TimedOut:
                await FailAsync(context, StatusCodes.Status504GatewayTimeout, GatewayFrame.EndpointRequestTimedOut).ConfigureAwait(false);
                break;
            case InvocationOutcome.Failed:
                await FailAsync(context, StatusCodes.Status502BadGateway, GatewayFrame.InternalServerError).ConfigureAwait(false);
                break;
            case InvocationOutcome.Responded when !response!.Accepts:
                LogRejected(logger, connection.ConnectionId, response.StatusCode);
                SetSubprotocol(context.Response, response.AcceptedSubprotocol);
                JsonResponse.WriteEmpty(context.Response, response.StatusCode);
                break;
            default:
                await ServeAsync(context, connection, response!.AcceptedSubprotocol).ConfigureAwait(false);
                break;
        }
    }

    private static Task RejectAsync(HttpContext context, AuthorizerOutcome outcome)
    {
        var (status, errorType, message) = outcome switch
        {
            AuthorizerOutcome.Unauthorized => (StatusCodes.Status401Unauthorized, "UnauthorizedException", "Unauthorized"),
            AuthorizerOutcome.Denied =>
                (StatusCodes.Status403Forbidden, "AccessDeniedException", "User is not authorized to access this resource"),
            _ => (StatusCodes.Status500InternalServerError, "AuthorizerConfigurationException", GatewayFrame.InternalServerError),
        };
        return JsonResponse.WriteErrorAsync(context.Response, status, errorType, message);
    }

    private static async Task<bool> RejectInvalidAsync(HttpContext context)
    {
        var request = context.Request;
        var response = context.Response;
        if (!HandshakeRequest.IsUpgrade(request))
        {
            response.Headers.Upgrade = "websocket";
            response.Headers.SecWebSocketVersion = "13";
            await JsonResponse.WriteErrorAsync(response, StatusCodes.Status426UpgradeRequired, "UpgradeRequiredException",
                "Upgrade Required").ConfigureAwait(false);
            return true;
        }

        if (!HandshakeRequest.HasKey(request))
        {
            await JsonResponse.WriteErrorAsync(response, StatusCodes.Status400BadRequest, "BadRequestException",
                "Sec-WebSocket-Key is not 16 bytes in base64").ConfigureAwait(false);
            return true;
        }

        if (context.Features.GetRequiredFeature<IHttpRequestFeature>().RawTarget.Length > LongestUrl)
        {
            await JsonResponse.WriteErrorAsync(response, StatusCodes.Status414UriTooLong, "BadRequestException",
                $"The URL is longer than {LongestUrl} characters").ConfigureAwait(false);
            return true;
        }

        return false;
    }

    private ConnectionFacts CreateFacts(HttpContext context)
    {
        var now = time.GetUtcNow();
        var tail = GatewayIds.NewTail();
        var address = context.Connection.RemoteIpAddress!;
        return new ConnectionFacts
        {
            ConnectionId = GatewayIds.New(now, tail),
            IdTail = tail,
            ConnectedAt = now,
            DomainName = context.Request.Host.Value ?? "",
            SourceIp = (address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address).ToString(),
            UserAgent = context.Request.Headers.UserAgent is [{ Length: > 0 } userAgent, ..] ? userAgent : null,
        };
    }

    private async Task ServeAsync(HttpContext context, ConnectionFacts facts, string? subprotocol)
    {
        using var connection = new ClientConnection(facts, limits, time);
        connections.Add(connection);
        connection.StartTimers();
        var close = CloseStatus.ConnectionLost;
        try
        {
            var stream = await UpgradeAsync(context, subprotocol).ConfigureAwait(false);
            LogOpened(logger, facts.ConnectionId);
            close = await connection.RunAsync(stream, context.Abort, text => messages.Dispatch(connection, text)).ConfigureAwait(false);
        }
        catch (Exception exception) when (exception is IOException or OperationCanceledException)
        {
            // The client left while $connect was running. The function has accepted the connection, so it receives a disconnect event.
        }
        finally
        {
            connection.Abandon();
            connections.Remove(connection);
        }

        LogClosed(logger, facts.ConnectionId, close.Code);

        // Not awaited: the transport closes when this request ends, and on AWS the disconnect event is delivered after that.
        _ = DisconnectAsync(facts, close);
    }

    private static Task<Stream> UpgradeAsync(HttpContext context, string? subprotocol)
    {
        var headers = context.Response.Headers;
        headers.Upgrade = "websocket";
        headers.Connection = "Upgrade";
        headers.SecWebSocketAccept = HandshakeRequest.Accept(context.Request);
        SetSubprotocol(context.Response, subprotocol);
        return context.Features.GetRequiredFeature<IHttpUpgradeFeature>().UpgradeAsync();
    }

    // The value is not checked: like API Gateway, the gateway returns even a list, which no browser accepts.
    private static void SetSubprotocol(HttpResponse response, string? subprotocol)
    {
        if (subprotocol is not null)
        {
            response.Headers.SecWebSocketProtocol = subprotocol;
        }
    }

    private async Task DisconnectAsync(ConnectionFacts connection, CloseStatus close)
    {
        using var work = running.Begin();
        if (routes.Has(RouteKeys.Disconnect) && !dropDisconnectEvents)
        {
            var facts = EventFacts.New(time.GetUtcNow());
            var lambdaEvent = events.Disconnect(connection, facts, close);
            var traceRoot = GatewayIds.NewTraceRoot(facts.Time);
            await invoker.InvokeAsync(lambdaEvent, traceRoot, RouteKeys.Disconnect, facts.RequestId).ConfigureAwait(false);
        }
    }

    private static Task FailAsync(HttpContext context, int status, string message) =>
        JsonResponse.WriteErrorAsync(context.Response, status, "InternalServerErrorException", message);

    [LoggerMessage(LogLevel.Information, "{ConnectionId} connected.")]
    private static partial void LogOpened(ILogger logger, string connectionId);

    [LoggerMessage(LogLevel.Information, "{ConnectionId} was rejected by $connect with status {StatusCode}.")]
    private static partial void LogRejected(ILogger logger, string connectionId, int statusCode);

    [LoggerMessage(LogLevel.Information, "{ConnectionId} closed with code {Code}.")]
    private static partial void LogClosed(ILogger logger, string connectionId, int code);
}
