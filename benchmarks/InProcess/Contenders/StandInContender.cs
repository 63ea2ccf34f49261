using System.Text.Json;
using StandIn.Chat;
using StandIn.Events;

namespace InProcess.Contenders;

/// <summary>Code as it is written by hand today: the complete request object, a switch and the response object.</summary>
internal sealed class StandInContender : IContender
{
    public string Name => "stand-in";

    public ReadOnlyMemory<byte> Respond(ReadOnlyMemory<byte> lambdaEvent)
    {
        var request = EventSerializer.Deserialize(lambdaEvent.Span);
        var response = request.RequestContext!.RouteKey switch
        {
            "sendMessage" => Handle(JsonSerializer.Deserialize(request.Body!, ChatJsonContext.Default.SendMessage)!),
            _ => new APIGatewayProxyResponse { StatusCode = 200, Body = request.Body },
        };
        return EventSerializer.Serialize(response);
    }

    private static APIGatewayProxyResponse Handle(SendMessage message)
    {
        var frame = new Frame<MessageSent>("sendMessage", message.Id, new MessageSent(message.Text.Length));
        return new() { StatusCode = 200, Body = JsonSerializer.Serialize(frame, ChatJsonContext.Default.FrameMessageSent) };
    }
}
