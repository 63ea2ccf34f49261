using WsScaffold;

namespace InProcess.Json;

/// <summary>Has the record's code generated.</summary>
public static class ChatRecordRoute
{
    [WebSocketRoute("record")]
    public static ChatRecord Record(ChatRecord record) => record;
}
