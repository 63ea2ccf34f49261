namespace InProcess.Json;

/// <summary>A typical record of a chat: five members, a list of three messages, and an enum that is written as its name.</summary>
public sealed record ChatRecord(string Id, string Room, long Sequence, bool IsLast, List<ChatLine> Lines);
