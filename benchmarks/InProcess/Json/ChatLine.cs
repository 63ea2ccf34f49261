namespace InProcess.Json;

public sealed record ChatLine(string User, string Text, LineKind Kind);
