namespace WsScaffold.Gateway.Frames;

/// <summary>What a frame holds. See <see href="https://www.rfc-editor.org/rfc/rfc6455#section-5.2">RFC 6455, 5.2</see>.</summary>
internal enum Opcode : byte
{
    Continuation = 0,
    Text = 1,
    Binary = 2,
    Close = 8,
    Ping = 9,
    Pong = 10,
}

/// <summary>The head of a frame that a client sent.</summary>
internal readonly record struct FrameHeader(Opcode Opcode, bool IsFinal, bool HasReservedBits, bool IsMasked, uint Mask, ulong Length)
{
    // Control frames are short and whole, so that they can go between the frames of a message.
    private const int LongestControlPayload = 125;

    public bool IsControl => Opcode >= Opcode.Close;

    /// <summary>Whether RFC 6455 lets a client send it: masked, no bits of an extension, a known opcode, control frames short and whole.</summary>
    public bool IsValid => IsMasked && !HasReservedBits && Length <= long.MaxValue
        && Opcode is Opcode.Continuation or Opcode.Text or Opcode.Binary or Opcode.Close or Opcode.Ping or Opcode.Pong
        && (!IsControl || (IsFinal && Length <= LongestControlPayload));
}
