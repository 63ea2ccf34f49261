namespace WsScaffold.Gateway.Frames;

/// <summary>
/// The header of a frame that a client sent. See <see href="https://www.rfc-editor.org/rfc/rfc6455#section-5.2">RFC 6455, 5.2</see>.
/// </summary>
internal readonly record struct FrameHeader(Opcode Opcode, bool IsFinal, bool HasReservedBits, bool IsMasked, uint Mask, ulong Length)
{
    // Control frames are short and never fragmented, so they can be sent between the frames of a message.
    private const int LongestControlPayload = 125;

    public bool IsControl => Opcode >= Opcode.Close;

    /// <summary>
    /// Whether RFC 6455 allows a client to send this frame: masked, no reserved bits (no extension is negotiated), a known
    /// opcode, and control frames short and unfragmented.
    /// </summary>
    public bool IsValid => IsMasked && !HasReservedBits && Length <= long.MaxValue
        && Opcode is Opcode.Continuation or Opcode.Text or Opcode.Binary or Opcode.Close or Opcode.Ping or Opcode.Pong
        && (!IsControl || (IsFinal && Length <= LongestControlPayload));
}
