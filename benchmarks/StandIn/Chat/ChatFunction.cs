using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using StandIn.Connections;
using StandIn.Events;

namespace StandIn.Chat;

/// <summary>The Chat sample, written by hand with the event types of AWS.</summary>
internal sealed class ChatFunction(RoomStore rooms, ConnectionsClient connections)
{
    private static readonly ChatJsonContext _json = ChatJsonContext.Default;

    public async Task<APIGatewayProxyResponse> HandleAsync(APIGatewayProxyRequest request)
    {
        var context = request.RequestContext!;
        try
        {
            return context.RouteKey switch
            {
                "$connect" => Connect(request),
                "$disconnect" => Disconnect(context),
                "join" => await JoinAsync(Bind(request, _json.Join), context),
                "sendMessage" => await SendMessageAsync(Bind(request, _json.SendMessage), context),
                _ => new APIGatewayProxyResponse { StatusCode = 200, Body = request.Body },
            };
        }
        catch (JsonException exception)
        {
            return BadRequest(request, exception);
        }
    }

    private APIGatewayProxyResponse Connect(APIGatewayProxyRequest request)
    {
        var name = request.QueryStringParameters is { } query && query.TryGetValue("name", out var value) ? value : RoomStore.DefaultName;
        rooms.Connect(request.RequestContext!.ConnectionId!, name);
        return new APIGatewayProxyResponse { StatusCode = 200 };
    }

    private APIGatewayProxyResponse Disconnect(APIGatewayProxyRequest.ProxyRequestContext context)
    {
        rooms.Disconnect(context.ConnectionId!);
        return new APIGatewayProxyResponse { StatusCode = 200 };
    }

    private async Task<APIGatewayProxyResponse> JoinAsync(Join join, APIGatewayProxyRequest.ProxyRequestContext context)
    {
        var others = rooms.Join(context.ConnectionId!, join.Room);
        var joined = new Frame<MemberJoined>("memberJoined", null, new MemberJoined(join.Room, rooms.NameOf(context.ConnectionId!)));
        await PushAsync(others, joined, _json.FrameMemberJoined);
        return Respond(new Frame<Joined>("join", join.Id, new Joined(join.Room, others.Length + 1)), _json.FrameJoined);
    }

    private async Task<APIGatewayProxyResponse> SendMessageAsync(SendMessage message, APIGatewayProxyRequest.ProxyRequestContext context)
    {
        if (rooms.OtherMembers(context.ConnectionId!, message.Room) is not { } others)
        {
            return Reject(context, "Join the room first.", 403, message.Id);
        }

        var sentAt = DateTimeOffset.FromUnixTimeMilliseconds(context.RequestTimeEpoch);
        var received = new MessageReceived(message.Room, rooms.NameOf(context.ConnectionId!), message.Text, sentAt);
        var delivered = await PushAsync(others, new Frame<MessageReceived>("messageReceived", null, received), _json.FrameMessageReceived);
        return Respond(new Frame<MessageSent>("sendMessage", message.Id, new MessageSent(delivered)), _json.FrameMessageSent);
    }

    /// <summary>Serializes the message once, posts it to all connections concurrently, and removes connections that are gone.</summary>
    private async Task<int> PushAsync<T>(string[] connectionIds, Frame<T> frame, JsonTypeInfo<Frame<T>> typeInfo)
    {
        if (connectionIds.Length == 0)
        {
            return 0;
        }

        var message = JsonSerializer.SerializeToUtf8Bytes(frame, typeInfo);
        var results = await Task.WhenAll(connectionIds.Select(id => connections.PostAsync(id, message)));
        var delivered = 0;
        for (var i = 0; i < results.Length; i++)
        {
            if (results[i] == PostResult.Delivered)
            {
                delivered++;
            }
            else if (results[i] == PostResult.Gone)
            {
                rooms.Disconnect(connectionIds[i]);
            }
        }

        return delivered;
    }

    private static T Bind<T>(APIGatewayProxyRequest request, JsonTypeInfo<T> typeInfo) =>
        JsonSerializer.Deserialize(request.Body ?? "", typeInfo) ?? throw new JsonException("The body is null.", "$", null, null);

    private static APIGatewayProxyResponse Respond<T>(T frame, JsonTypeInfo<T> typeInfo) =>
        new() { StatusCode = 200, Body = JsonSerializer.Serialize(frame, typeInfo) };

    private static APIGatewayProxyResponse Reject(
        APIGatewayProxyRequest.ProxyRequestContext context, string message, int status, long? id) =>
        Respond(new ErrorFrame(message, context.ConnectionId!, context.RequestId!) { Status = status, Id = id }, _json.ErrorFrame);

    private static APIGatewayProxyResponse BadRequest(APIGatewayProxyRequest request, JsonException exception)
    {
        var context = request.RequestContext!;
        var frame = new ErrorFrame("Bad request body", context.ConnectionId!, context.RequestId!)
        {
            Id = RequestIdOf(request.Body),
            Errors = [new BindingError(exception.Path ?? "$", "The value is missing or of the wrong type, or the body is not JSON.")],
        };
        return Respond(frame, _json.ErrorFrame);
    }

    private static long? RequestIdOf(string? body)
    {
        try
        {
            using var document = JsonDocument.Parse(body ?? "");
            return document.RootElement.ValueKind == JsonValueKind.Object
                && document.RootElement.TryGetProperty("id", out var id)
                && id.ValueKind == JsonValueKind.Number
                && id.TryGetInt64(out var value) ? value : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
