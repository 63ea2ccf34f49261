using System.Buffers;
using Microsoft.AspNetCore.Http;

namespace WsScaffold.Gateway.Http;

/// <summary>Reads the body of an HTTP request into memory.</summary>
internal static class RequestBody
{
    /// <returns>The body, or <see langword="null"/> if it is larger than <paramref name="limit"/> bytes.</returns>
    public static async Task<byte[]?> ReadAsync(HttpRequest request, int limit)
    {
        if (request.ContentLength > limit)
        {
            return null;
        }

        // One byte over the limit is enough to reject the body.
        var read = await request.BodyReader.ReadAtLeastAsync(limit + 1, request.HttpContext.RequestAborted).ConfigureAwait(false);
        byte[]? body = read.Buffer.Length > limit ? null : read.Buffer.ToArray();
        request.BodyReader.AdvanceTo(read.Buffer.End);
        return body;
    }
}
