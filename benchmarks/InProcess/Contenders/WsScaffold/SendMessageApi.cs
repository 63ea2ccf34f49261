using WsScaffold;

namespace InProcess.Contenders.WsScaffold;

/// <summary>The same handler as that of the other contenders.</summary>
[WebSocketApi]
public sealed partial class SendMessageApi
{
    [WebSocketRoute("sendMessage")]
    public static MessageSent SendMessage(SendMessage message) => new(message.Text.Length);

    [DefaultRoute]
    public static string Echo(string text) => text;
}

public sealed record SendMessage(string Room, string Text);

public sealed record MessageSent(int Delivered);
