using WsScaffold.Events;

namespace WsScaffold.ManagementApi;

/// <summary>A request to <c>@connections</c>.</summary>
/// <param name="Path">The path, as signed and sent.</param>
/// <param name="Body">
/// The message of a POST, the only method with a body. The memory must not change until the response has arrived.
/// </param>
/// <param name="Signature">The signature; <see langword="null"/> for a gateway on this machine that does not require one.</param>
internal sealed record ManagementRequest(
    CallbackEndpoint Endpoint,
    string Method,
    string Path,
    ReadOnlyMemory<byte> Body,
    RequestSignature? Signature
)
{
    public const string Get = "GET";
    public const string Post = "POST";
    public const string Delete = "DELETE";

    /// <summary>Whether the request has a <c>Content-Length</c> header.</summary>
    public bool HasBody => Method == Post;
}
