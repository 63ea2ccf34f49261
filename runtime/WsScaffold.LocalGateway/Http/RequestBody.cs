using System.Buffers;
using Microsoft.AspNetCore.Http;

namespace WsScaffold.Gateway.Http;

/// <summary>Reads a request's body into memory.</summary>
internal static class RequestBody
{
    /// <returns>The body, or <see langword="null"/> when it is larger than <paramref name="limit"/> bytes.</returns>
    public static async Task<byte[]?> ReadAsync(HttpRequest request, int limit)
    {
        if (request.ContentLength > limit)
        {
            return null;
        }

        // One byte over the limit is enough to know.
        var read = await request.BodyReader.ReadAtLeastAsync(limit + 1, request.HttpContext.RequestAborted).ConfigureAwait(false);
        byte[]? body = read.Buffer.Length > limit ? null : read.Buffer.ToArray();
        request.BodyReader.AdvanceTo(read.Buffer.End);
        return body;
    }
}
