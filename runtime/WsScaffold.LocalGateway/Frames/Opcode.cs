namespace WsScaffold.Gateway.Frames;

/// <summary>The type of a frame. See <see href="https://www.rfc-editor.org/rfc/rfc6455#section-5.2">RFC 6455, 5.2</see>.</summary>
internal enum Opcode : byte
{
    Continuation = 0,
    Text = 1,
    Binary = 2,
    Close = 8,
    Ping = 9,
    Pong = 10,
}
