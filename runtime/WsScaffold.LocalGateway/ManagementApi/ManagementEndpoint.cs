using System.Buffers;
using System.Globalization;
using System.Text.Json;
using System.Text.Unicode;
using Microsoft.AspNetCore.Http;
using WsScaffold.Gateway.Connections;
using WsScaffold.Gateway.Frames;
using WsScaffold.Gateway.Http;

namespace WsScaffold.Gateway.ManagementApi;

/// <summary>
/// The management API. Signatures are not checked: every program that can reach the gateway may call it. See
/// <see href="https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-how-to-call-websocket-api-connections.html">
/// <c>@connections</c> commands</see>.
/// </summary>
internal sealed class ManagementEndpoint(ConnectionRegistry connections)
{
    public static bool Supports(string method) =>
        HttpMethods.IsPost(method) || HttpMethods.IsGet(method) || HttpMethods.IsDelete(method);

    public async Task HandleAsync(HttpContext context, string connectionId)
    {
        var response = context.Response;
        if (await connections.FindOpenAsync(connectionId).ConfigureAwait(false) is not { } connection)
        {
            WriteGone(response);
        }
        else if (HttpMethods.IsPost(context.Request.Method))
        {
            await PostAsync(context, connection).ConfigureAwait(false);
        }
        else if (HttpMethods.IsGet(context.Request.Method))
        {
            await JsonResponse.WriteAsync(response, StatusCodes.Status200OK, Describe(connection)).ConfigureAwait(false);
        }
        else
        {
            connection.Close(CloseStatus.Deleted);
            JsonResponse.WriteEmpty(response, StatusCodes.Status204NoContent);
        }
    }

    private static async Task PostAsync(HttpContext context, ClientConnection connection)
    {
        var response = context.Response;
        if (await RequestBody.ReadAsync(context.Request, ConnectionLimits.MessageSize).ConfigureAwait(false) is not { } message)
        {
            await JsonResponse.WriteErrorAsync(response, StatusCodes.Status413PayloadTooLarge, "PayloadTooLargeException",
                $"The message has more than {ConnectionLimits.MessageSize} bytes.").ConfigureAwait(false);
        }
        else if (!Utf8.IsValid(message))
        {
            // It is unknown what API Gateway does. A client would fail on the frame, so the caller gets the error instead.
            await JsonResponse.WriteErrorAsync(response, StatusCodes.Status400BadRequest, "BadRequestException",
                "The message is not UTF-8 text: send binary data as base64.").ConfigureAwait(false);
        }
        else
        {
            await WriteOutcomeAsync(response, connection.Post(message)).ConfigureAwait(false);
        }
    }

    private static async Task WriteOutcomeAsync(HttpResponse response, PostOutcome outcome)
    {
        switch (outcome)
        {
            case PostOutcome.Queued:
                JsonResponse.WriteEmpty(response, StatusCodes.Status200OK);
                break;
            case PostOutcome.BufferFull:
                await JsonResponse.WriteErrorAsync(response, StatusCodes.Status429TooManyRequests, "LimitExceededException",
                    "The client reads too slowly: its buffer is full.").ConfigureAwait(false);
                break;
            default:
                WriteGone(response);
                break;
        }
    }

    private static void WriteGone(HttpResponse response)
    {
        // The SDKs create a GoneException from this header alone. API Gateway sends no body with it.
        response.Headers[JsonResponse.ErrorTypeHeader] = "GoneException";
        JsonResponse.WriteEmpty(response, StatusCodes.Status410Gone);
    }

    private static ReadOnlyMemory<byte> Describe(ClientConnection connection)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            json.WriteString("connectedAt", Timestamp(connection.Facts.ConnectedAt));
            json.WriteStartObject("identity");
            json.WriteString("sourceIp", connection.Facts.SourceIp);
            // The API model of the AWS SDKs requires this member, so it is never left out.
            json.WriteString("userAgent", connection.Facts.UserAgent ?? "");
            json.WriteEndObject();
            json.WriteString("lastActiveAt", Timestamp(connection.LastActiveAt));
            json.WriteEndObject();
        }

        return buffer.WrittenMemory;
    }

    private static string Timestamp(DateTimeOffset time) =>
        time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);
}
