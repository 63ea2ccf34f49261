using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization.Metadata;
using WsScaffold.ApiGateway;
using WsScaffold.Gateway.Routing;
using WsScaffold.Generated;

namespace WsScaffold.Testing.Conversations;

/// <summary>Writes requests: the message, and the route key in the place that the route selection expression reads.</summary>
internal sealed class RequestWriter(WebSocketApiDescriptor api, RouteSelectionExpression expression)
{
    public string Write<T>(MessageContract request, T message) => Write(request.Name, request.Contract, message);

    public string Write<T>(string routeKey, JsonTypeInfo contract, T message)
    {
        var json = JsonSerializer.SerializeToNode(message, (JsonTypeInfo<T>)contract);
        var text = Text(json);
        var selected = Select(text);
        if (selected == routeKey)
        {
            return text;
        }

        if (
            routeKey == RouteKeys.Default
            || expression.MemberPath is not { } path
            || json is not JsonObject body
            || !TryWrite(body, path, routeKey)
        )
        {
            throw new InvalidOperationException(
                $"{typeof(T)} cannot be sent to the route '{routeKey}': the route selection expression {api.RouteSelectionExpression} "
                + $"selects '{selected}' for {text}, and the route key cannot be added to this JSON. "
                + "Send the message as text: SendAsync(\"{…}\").");
        }

        return Text(body);
    }

    // The route that API Gateway would select.
    private string Select(string text) =>
        expression.Evaluate(text) is { } key && api.Routes.Any(route => route.RouteKey == key) ? key : RouteKeys.Default;

    // Returns false if the message already has a value in that place.
    private static bool TryWrite(JsonObject body, IReadOnlyList<string> path, string routeKey)
    {
        foreach (var name in path.SkipLast(1))
        {
            if (body[name] is null)
            {
                body[name] = new JsonObject();
            }

            if (body[name] is not JsonObject inner)
            {
                return false;
            }

            body = inner;
        }

        if (body[path[^1]] is not null)
        {
            return false;
        }

        body[path[^1]] = routeKey;
        return true;
    }

    private static string Text(JsonNode? json) => json?.ToJsonString() ?? "null";
}
