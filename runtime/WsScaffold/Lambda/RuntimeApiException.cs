using System.Net;

namespace WsScaffold.Lambda;

/// <summary>
/// The Lambda Runtime API cannot be reached, or returned an error from which a client cannot recover. The process must end with
/// an exit code other than 0, so that Lambda starts a new one.
/// See <see href="https://docs.aws.amazon.com/lambda/latest/dg/runtimes-api.html">the Runtime API</see>.
/// </summary>
internal sealed class RuntimeApiException(string message, HttpStatusCode? statusCode = null, Exception? innerException = null)
    : Exception(message, innerException)
{
    /// <summary>The status that the Runtime API returned; <see langword="null"/> if no complete response arrived.</summary>
    public HttpStatusCode? StatusCode { get; } = statusCode;
}
