using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace StandIn.Events;

/// <summary>Deserializes events and serializes responses.</summary>
internal static class EventSerializer
{
    // The setting of the AWS serializer. The body is JSON within JSON, and \" is shorter than \u0022.
    private static readonly JsonWriterOptions _relaxed = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static APIGatewayProxyRequest Deserialize(ReadOnlySpan<byte> lambdaEvent) =>
        JsonSerializer.Deserialize(lambdaEvent, EventsJsonContext.Default.APIGatewayProxyRequest)
        ?? throw new InvalidDataException("The event is null.");

    public static ReadOnlyMemory<byte> Serialize(APIGatewayProxyResponse response)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using var writer = new Utf8JsonWriter(buffer, _relaxed);
        JsonSerializer.Serialize(writer, response, EventsJsonContext.Default.APIGatewayProxyResponse);
        return buffer.WrittenMemory;
    }
}
