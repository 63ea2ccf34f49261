namespace WsScaffold.Net.Http;

/// <summary>What was received is no HTTP response, or one over the limits.</summary>
/// <param name="fault">What is wrong with it, to follow "The answer of …".</param>
internal sealed class InvalidResponseException(string fault) : Exception($"The answer {fault}.")
{
    public string Fault { get; } = fault;
}
