namespace WsScaffold.Net.Http;

/// <summary>The received bytes are not an HTTP response, or exceed a limit.</summary>
/// <param name="fault">The fault; completes the sentence "The response …".</param>
internal sealed class InvalidResponseException(string fault) : Exception($"The response {fault}.")
{
    public string Fault { get; } = fault;
}
