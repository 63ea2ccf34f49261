using WsScaffold;

namespace InProcess.Json;

/// <summary>Makes WsScaffold generate the code for the record.</summary>
public static class ChatRecordRoute
{
    [WebSocketRoute("record")]
    public static ChatRecord Record(ChatRecord record) => record;
}
