using Microsoft.AspNetCore.Http;

namespace WsScaffold.Gateway.Http;

/// <summary>Answers that are whole in memory, so that they go out with a length and not in chunks.</summary>
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

    /// <summary>An error as API Gateway and the <c>@connections</c> commands give it: the code in a header, the text in the body.</summary>
    public static Task WriteErrorAsync(HttpResponse response, int status, string errorType, string message)
    {
        response.Headers[ErrorTypeHeader] = errorType;
        return WriteAsync(response, status, ErrorBody.Message(message));
    }

    /// <summary>An answer without a body.</summary>
    public static void WriteEmpty(HttpResponse response, int status)
    {
        response.StatusCode = status;
        if (status != StatusCodes.Status204NoContent)
        {
            response.ContentLength = 0;
        }
    }
}
