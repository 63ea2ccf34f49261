using System.Text.Json;

namespace WsScaffold.ManagementApi;

/// <summary>
/// Reads the response of <see
/// href="https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-how-to-call-websocket-api-connections.html">GET
/// @connections</see>: <c>{"connectedAt":"…","identity":{"sourceIp":"…","userAgent":"…"},"lastActiveAt":"…"}</c>. Values that are
/// missing or of another type keep their defaults.
/// </summary>
internal static class ConnectionDetailsReader
{
    /// <exception cref="JsonException">The response is not a JSON object.</exception>
    public static ConnectionDetails Read(ReadOnlySpan<byte> json)
    {
        var reader = new Utf8JsonReader(json);
        var (connectedAt, lastActiveAt) = (default(DateTimeOffset), default(DateTimeOffset));
        var (sourceIp, userAgent) = ("", "");
        if (!reader.Read() || reader.TokenType != JsonTokenType.StartObject)
        {
            throw new JsonException();
        }

        // Both objects have distinct member names, so one flat loop can read the response.
        while (reader.Read())
        {
            if (reader.TokenType != JsonTokenType.PropertyName)
            {
                continue;
            }

            var isMember = reader.CurrentDepth == 1;
            var isIdentityMember = reader.CurrentDepth == 2;
            if (isMember && reader.ValueTextEquals("connectedAt"u8))
            {
                connectedAt = ReadTime(ref reader);
            }
            else if (isMember && reader.ValueTextEquals("lastActiveAt"u8))
            {
                lastActiveAt = ReadTime(ref reader);
            }
            else if (isIdentityMember && reader.ValueTextEquals("sourceIp"u8))
            {
                sourceIp = ReadText(ref reader);
            }
            else if (isIdentityMember && reader.ValueTextEquals("userAgent"u8))
            {
                userAgent = ReadText(ref reader);
            }
            else if (!isMember || !reader.ValueTextEquals("identity"u8))
            {
                reader.Skip();
            }
        }

        return new(connectedAt, lastActiveAt, sourceIp, userAgent);
    }

    private static DateTimeOffset ReadTime(ref Utf8JsonReader reader)
    {
        reader.Read();
        var isTime = reader.TokenType == JsonTokenType.String && reader.TryGetDateTimeOffset(out var time) ? time : default;
        reader.Skip();
        return isTime;
    }

    private static string ReadText(ref Utf8JsonReader reader)
    {
        reader.Read();
        var text = reader.TokenType == JsonTokenType.String ? reader.GetString()! : "";
        reader.Skip();
        return text;
    }
}
