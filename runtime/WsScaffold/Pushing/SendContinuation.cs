namespace WsScaffold;

/// <summary>
/// The point at which a send stopped: its audience, its progress and its exclusions, but not the message. Queue or store the token
/// as text. Accept a continuation only from your own queue: it determines the recipients.
/// </summary>
/// <param name="Token">The token.</param>
public sealed record SendContinuation(string Token);
