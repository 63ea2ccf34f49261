using System.Globalization;
using System.Text;
using WsScaffold.Generated.Json;

namespace WsScaffold.ManagementApi;

/// <summary>
/// Writes a request in <see href="https://www.rfc-editor.org/rfc/rfc9112">HTTP/1.1</see>, in one piece, so that one system call
/// sends it.
/// </summary>
internal static class RequestWriter
{
    public static void Write(ManagementRequest request, PooledBuffer buffer)
    {
        Write(buffer, request.Method);
        Write(buffer, " ");
        Write(buffer, request.Path);
        Write(buffer, " HTTP/1.1\r\n");
        WriteHeader(buffer, "Host", request.Endpoint.Host);
        if (request.Signature is { } signature)
        {
            WriteHeader(buffer, "x-amz-date", signature.Date);
            if (signature.SecurityToken is { } token)
            {
                WriteHeader(buffer, "x-amz-security-token", token);
            }

            WriteHeader(buffer, "Authorization", signature.Authorization);
        }

        if (request.HasBody)
        {
            Write(buffer, "Content-Length: ");
            request.Body.Length.TryFormat(buffer.GetSpan(11), out var digits, provider: CultureInfo.InvariantCulture);
            buffer.Advance(digits);
            Write(buffer, "\r\n");
        }

        Write(buffer, "\r\n");
        request.Body.Span.CopyTo(buffer.GetSpan(request.Body.Length));
        buffer.Advance(request.Body.Length);
    }

    private static void WriteHeader(PooledBuffer buffer, string name, string value)
    {
        Write(buffer, name);
        Write(buffer, ": ");
        Write(buffer, value);
        Write(buffer, "\r\n");
    }

    // Everything is ASCII: paths are percent-encoded, hosts IDN-encoded, and AWS credentials use base64 characters.
    private static void Write(PooledBuffer buffer, string text) =>
        buffer.Advance(Encoding.ASCII.GetBytes(text, buffer.GetSpan(text.Length)));
}
