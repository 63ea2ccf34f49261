using Microsoft.AspNetCore.Http;

namespace WsScaffold.Gateway.Http;

/// <summary>Writes HTTP responses with a <c>Content-Length</c>, not in chunks.</summary>
internal static class JsonResponse
{
    public const string ErrorTypeHeader = "x-amzn-ErrorType";

    public static Task WriteAsync(HttpResponse response, int status, ReadOnlyMemory<byte> json)
    {
        response.StatusCode = status;
        response.ContentType = "application/json";
        response.ContentLength = json.Length;
        return response.Body.WriteAsync(json).AsTask();
    }

    /// <summary>Writes an error as API Gateway and the management API do: the error type in a header, the message in the body.</summary>
    public static Task WriteErrorAsync(HttpResponse response, int status, string errorType, string message)
    {
        response.Headers[ErrorTypeHeader] = errorType;
        return WriteAsync(response, status, ErrorBody.Message(message));
    }

    /// <summary>Writes a response without a body.</summary>
    public static void WriteEmpty(HttpResponse response, int status)
    {
        response.StatusCode = status;
        if (status != StatusCodes.Status204NoContent)
        {
            response.ContentLength = 0;
        }
    }
}
