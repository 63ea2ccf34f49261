using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Logging;
using WsScaffold.Gateway.Authorizers;
using WsScaffold.Gateway.Connections;
using WsScaffold.Gateway.Events;
using WsScaffold.Gateway.Http;
using WsScaffold.Gateway.Integrations;
using WsScaffold.Gateway.Messages;
using WsScaffold.Gateway.Routing;

namespace WsScaffold.Gateway.Handshakes;

/// <summary>
/// Leads a connection through its life: the upgrade, held until <c>$connect</c> answers, the messages, and <c>$disconnect</c>
/// after it closed. See <see href="https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-websocket-api-route-keys-connect-disconnect.html">$connect and $disconnect</see>.
/// </summary>
internal sealed partial class Handshake(
    RouteTable routes, Authorizer? authorizer, EventWriter events, Invoker invoker, MessageDispatcher messages, ConnectionRegistry connections,
    RunningWork running, ConnectionLimits limits, bool losesDisconnects, TimeProvider time, ILogger logger)
{
    // https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-execution-service-websocket-limits-table.html
    private const int LongestUrl = 4096;

    public async Task HandleAsync(HttpContext context)
    {
        if (await RefuseAsync(context).ConfigureAwait(false))
        {
            return;
        }

        var facts = Facts(context);
        var request = RequestFacts.New(time.GetUtcNow());
        context.Response.Headers["x-amzn-RequestId"] = request.RequestId;
        var traceRoot = GatewayIds.NewTraceRoot(request.Time);
        var headers = HandshakeRequest.EventHeaders(context.Request, facts.SourceIp, context.Connection.LocalPort, traceRoot);
        var query = HandshakeRequest.EventQuery(context.Request);
        if (authorizer is not null)
        {
            var decision = await authorizer.AskAsync(facts, request, headers, query, traceRoot).ConfigureAwait(false);
            if (decision.Facts is null)
            {
                await RejectAsync(context, decision.Outcome).ConfigureAwait(false);
                return;
            }

            facts = facts with { Authorizer = decision.Facts };
        }

        if (routes.Has(RouteTable.Connect))
        {
            await ConnectAsync(context, facts, events.Connect(facts, request, HandshakeRequest.ConnectHeaders(headers), query), request, traceRoot).ConfigureAwait(false);
            return;
        }

        await ServeAsync(context, facts, subprotocol: null).ConfigureAwait(false);
    }

    private async Task ConnectAsync(HttpContext context, ConnectionFacts facts, ReadOnlyMemory<byte> lambdaEvent, RequestFacts request, string traceRoot)
    {
        var (outcome, answer) = await invoker.InvokeAsync(lambdaEvent, traceRoot, RouteTable.Connect, request.RequestId).ConfigureAwait(false);
        switch (outcome)
        {
            case InvocationOutcome.TimedOut:
                await FailAsync(context, StatusCodes.Status504GatewayTimeout, GatewayFrame.EndpointRequestTimedOut).ConfigureAwait(false);
                break;
            case InvocationOutcome.Failed:
                await FailAsync(context, StatusCodes.Status502BadGateway, GatewayFrame.InternalServerError).ConfigureAwait(false);
                break;
            case InvocationOutcome.Answered when !answer!.Accepts:
                LogRejected(logger, facts.ConnectionId, answer.StatusCode);
                SetSubprotocol(context.Response, answer.AcceptedSubprotocol);
                JsonResponse.WriteEmpty(context.Response, answer.StatusCode);
                break;
            default:
                await ServeAsync(context, facts, answer!.AcceptedSubprotocol).ConfigureAwait(false);
                break;
        }
    }

    private static Task RejectAsync(HttpContext context, AuthorizerOutcome outcome) => outcome switch
    {
        AuthorizerOutcome.Unauthorized => JsonResponse.WriteErrorAsync(context.Response, StatusCodes.Status401Unauthorized, "UnauthorizedException", "Unauthorized"),
        AuthorizerOutcome.Denied => JsonResponse.WriteErrorAsync(context.Response, StatusCodes.Status403Forbidden, "AccessDeniedException", "User is not authorized to access this resource"),
        _ => JsonResponse.WriteErrorAsync(context.Response, StatusCodes.Status500InternalServerError, "AuthorizerConfigurationException", GatewayFrame.InternalServerError),
    };

    private static async Task<bool> RefuseAsync(HttpContext context)
    {
        var request = context.Request;
        if (!HandshakeRequest.IsUpgrade(request))
        {
            context.Response.Headers.Upgrade = "websocket";
            context.Response.Headers.SecWebSocketVersion = "13";
            await JsonResponse.WriteErrorAsync(context.Response, StatusCodes.Status426UpgradeRequired, "UpgradeRequiredException", "Upgrade Required").ConfigureAwait(false);
            return true;
        }

        if (!HandshakeRequest.HasKey(request))
        {
            await JsonResponse.WriteErrorAsync(context.Response, StatusCodes.Status400BadRequest, "BadRequestException", "Sec-WebSocket-Key is not 16 bytes in base64").ConfigureAwait(false);
            return true;
        }

        if (context.Features.GetRequiredFeature<IHttpRequestFeature>().RawTarget.Length > LongestUrl)
        {
            await JsonResponse.WriteErrorAsync(context.Response, StatusCodes.Status414UriTooLong, "BadRequestException", $"The URL is longer than {LongestUrl} characters").ConfigureAwait(false);
            return true;
        }

        return false;
    }

    private ConnectionFacts Facts(HttpContext context)
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
        connection.StartClocks();
        var close = CloseStatus.ConnectionLost;
        try
        {
            var stream = await UpgradeAsync(context, subprotocol).ConfigureAwait(false);
            LogOpened(logger, facts.ConnectionId);
            close = await connection.RunAsync(stream, context.Abort, text => messages.Dispatch(connection, text)).ConfigureAwait(false);
        }
        catch (Exception exception) when (exception is IOException or OperationCanceledException)
        {
            // The client left while $connect ran: the function has seen it connect, so it sees it disconnect.
        }
        finally
        {
            connection.Abandon();
            connections.Remove(connection);
        }

        LogClosed(logger, facts.ConnectionId, close.Code);

        // The transport is closed when the request is over, and nobody waits for $disconnect: it comes after the closure.
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

    // Returned as it is, even a list that no browser accepts: that is what would happen on AWS.
    private static void SetSubprotocol(HttpResponse response, string? subprotocol)
    {
        if (subprotocol is not null)
        {
            response.Headers.SecWebSocketProtocol = subprotocol;
        }
    }

    private async Task DisconnectAsync(ConnectionFacts facts, CloseStatus close)
    {
        using var work = running.Begin();
        if (routes.Has(RouteTable.Disconnect) && !losesDisconnects)
        {
            var request = RequestFacts.New(time.GetUtcNow());
            await invoker.InvokeAsync(events.Disconnect(facts, request, close), GatewayIds.NewTraceRoot(request.Time), RouteTable.Disconnect, request.RequestId).ConfigureAwait(false);
        }
    }

    private static Task FailAsync(HttpContext context, int status, string message) =>
        JsonResponse.WriteErrorAsync(context.Response, status, "InternalServerErrorException", message);

    [LoggerMessage(LogLevel.Information, "{ConnectionId} connected.")]
    private static partial void LogOpened(ILogger logger, string connectionId);

    [LoggerMessage(LogLevel.Information, "{ConnectionId} was refused by $connect: {StatusCode}.")]
    private static partial void LogRejected(ILogger logger, string connectionId, int statusCode);

    [LoggerMessage(LogLevel.Information, "{ConnectionId} closed: {Code}.")]
    private static partial void LogClosed(ILogger logger, string connectionId, int code);
}
