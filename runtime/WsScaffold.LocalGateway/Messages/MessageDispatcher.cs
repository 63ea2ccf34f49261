using System.Text;
using Microsoft.Extensions.Logging;
using WsScaffold.Gateway.Connections;
using WsScaffold.Gateway.Events;
using WsScaffold.Gateway.Integrations;
using WsScaffold.Gateway.Routing;

namespace WsScaffold.Gateway.Messages;

/// <summary>
/// Routes each message, invokes the function, and sends the route response or error frame to the client. Messages of one connection
/// run concurrently, and each response is sent when it is ready, as on AWS, where each message is a separate invocation.
/// </summary>
internal sealed partial class MessageDispatcher(
    RouteTable routes,
    EventWriter events,
    Invoker invoker,
    RunningWork running,
    bool sendEmptyRouteResponse,
    TimeProvider time,
    ILogger logger)
{
    /// <summary>Starts to process a message and returns at once.</summary>
    public void Dispatch(ClientConnection connection, ReadOnlyMemory<byte> text) => _ = HandleAsync(connection, text);

    private async Task HandleAsync(ClientConnection connection, ReadOnlyMemory<byte> text)
    {
        using var work = running.Begin();
        var facts = EventFacts.New(time.GetUtcNow());
        var requestId = facts.RequestId;
        var connectionId = connection.Facts.ConnectionId;
        if (routes.Select(Encoding.UTF8.GetString(text.Span)) is not { RouteKey: var routeKey } route)
        {
            LogNoRoute(logger, requestId, connectionId);
            connection.Send(GatewayFrame.Write(GatewayFrame.Forbidden, connectionId, requestId));
            return;
        }

        LogMessage(logger, routeKey, requestId, connectionId, text.Length);
        var messageId = GatewayIds.New(facts.Time, connection.Facts.IdTail);
        var lambdaEvent = events.Message(connection.Facts, facts, routeKey, messageId, text);
        var traceRoot = GatewayIds.NewTraceRoot(facts.Time);
        var (outcome, response) = await invoker.InvokeAsync(lambdaEvent, traceRoot, routeKey, requestId).ConfigureAwait(false);
        if (Frame(route, outcome, response, connectionId, requestId) is { } frame)
        {
            connection.Send(frame);
        }
    }

    private ReadOnlyMemory<byte>? Frame(
        RouteDescriptor route, InvocationOutcome outcome, ProxyResponse? response, string connectionId, string requestId)
    {
        switch (outcome)
        {
            case InvocationOutcome.TimedOut:
                return GatewayFrame.Write(GatewayFrame.EndpointRequestTimedOut, connectionId, requestId);
            case InvocationOutcome.Failed:
                return GatewayFrame.Write(GatewayFrame.InternalServerError, connectionId, requestId);
        }

        // The status code has no effect: with a route response even the body of an error is sent, without one no body is.
        var body = response!.Body.GetValueOrDefault();
        if (!route.HasRouteResponse || (body.IsEmpty && !sendEmptyRouteResponse))
        {
            return null;
        }

        if (body.Length > ConnectionLimits.MessageSize)
        {
            LogTooBig(logger, route.RouteKey, requestId, body.Length, ConnectionLimits.MessageSize);
            return GatewayFrame.Write(GatewayFrame.InternalServerError, connectionId, requestId);
        }

        return body;
    }

    [LoggerMessage(LogLevel.Information, "{RouteKey} ({RequestId}): received {Size} bytes from {ConnectionId}.")]
    private static partial void LogMessage(ILogger logger, string routeKey, string requestId, string connectionId, int size);

    [LoggerMessage(LogLevel.Warning, "A message ({RequestId}) from {ConnectionId} matches no route. To handle such messages, add a "
        + "$default route.")]
    private static partial void LogNoRoute(ILogger logger, string requestId, string connectionId);

    [LoggerMessage(LogLevel.Error, "{RouteKey} ({RequestId}): the route response has {Size} bytes and was not sent: a message can have "
        + "{Limit} bytes at most. Send less data, or split it into several pushes.")]
    private static partial void LogTooBig(ILogger logger, string routeKey, string requestId, int size, int limit);
}
