using System.Text;
using Microsoft.Extensions.Logging;
using WsScaffold.Gateway.Connections;
using WsScaffold.Gateway.Events;
using WsScaffold.Gateway.Http;
using WsScaffold.Gateway.Integrations;
using WsScaffold.Gateway.Routing;

namespace WsScaffold.Gateway.Messages;

/// <summary>
/// Brings each message to its route and what comes of it back to the client. Messages of one connection run at the same
/// time and answer as they finish, as on AWS, where each is an invocation of its own.
/// </summary>
internal sealed partial class MessageDispatcher(
    RouteTable routes, EventWriter events, Invoker invoker, RunningWork running, bool sendEmptyRouteResponse, TimeProvider time, ILogger logger)
{
    /// <summary>Starts handling a message and returns at once.</summary>
    public void Dispatch(ClientConnection connection, ReadOnlyMemory<byte> text) => _ = HandleAsync(connection, text);

    private async Task HandleAsync(ClientConnection connection, ReadOnlyMemory<byte> text)
    {
        using var work = running.Begin();
        var now = time.GetUtcNow();
        var request = RequestFacts.New(now);
        var facts = connection.Facts;
        if (routes.Select(Encoding.UTF8.GetString(text.Span)) is not { } route)
        {
            LogNoRoute(logger, request.RequestId, facts.ConnectionId);
            connection.Send(GatewayFrame.Write(GatewayFrame.Forbidden, facts.ConnectionId, request.RequestId));
            return;
        }

        var messageId = GatewayIds.New(now, facts.IdTail);
        LogMessage(logger, route.RouteKey, request.RequestId, facts.ConnectionId, text.Length);
        var lambdaEvent = events.Message(facts, request, route.RouteKey, messageId, text);
        var (outcome, answer) = await invoker.InvokeAsync(lambdaEvent, GatewayIds.NewTraceRoot(now), route.RouteKey, request.RequestId).ConfigureAwait(false);
        if (Frame(route, outcome, answer, facts.ConnectionId, request.RequestId) is { } frame)
        {
            connection.Send(frame);
        }
    }

    private ReadOnlyMemory<byte>? Frame(RouteDescriptor route, InvocationOutcome outcome, ProxyAnswer? answer, string connectionId, string requestId)
    {
        switch (outcome)
        {
            case InvocationOutcome.TimedOut:
                return GatewayFrame.Write(GatewayFrame.EndpointRequestTimedOut, connectionId, requestId);
            case InvocationOutcome.Failed:
                return GatewayFrame.Write(GatewayFrame.InternalServerError, connectionId, requestId);
        }

        // The status code decides nothing: with a route response even an error's body is sent, without one nothing is.
        var body = answer!.Body.GetValueOrDefault();
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

    [LoggerMessage(LogLevel.Information, "{RouteKey} ({RequestId}) from {ConnectionId}: {Size} bytes.")]
    private static partial void LogMessage(ILogger logger, string routeKey, string requestId, string connectionId, int size);

    [LoggerMessage(LogLevel.Warning, "No route matches a message ({RequestId}) from {ConnectionId}, and there is no $default.")]
    private static partial void LogNoRoute(ILogger logger, string requestId, string connectionId);

    [LoggerMessage(LogLevel.Error, "{RouteKey} ({RequestId}): the route response has {Size} bytes; a message has at most {Limit}.")]
    private static partial void LogTooBig(ILogger logger, string routeKey, string requestId, int size, int limit);
}
