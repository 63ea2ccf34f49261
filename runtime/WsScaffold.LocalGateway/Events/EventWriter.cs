using System.Buffers;
using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using WsScaffold.ApiGateway;
using WsScaffold.Gateway.Frames;

namespace WsScaffold.Gateway.Events;

/// <summary>
/// Writes the events that API Gateway delivers to a Lambda function. Members and their order are those of events captured on AWS.
/// A member without a value is left out, never null.
/// </summary>
internal sealed class EventWriter(string stage, IReadOnlyDictionary<string, string> stageVariables)
{
    // Captured events escape only what JSON requires; the default encoder would write a quote as \u0022.
    private static readonly JsonWriterOptions _options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>The API ID. On AWS it has ten lower-case letters or digits.</summary>
    public string ApiId { get; init; } = "localgwapi";

    public ReadOnlyMemory<byte> Connect(
        ConnectionFacts connection, EventFacts facts, IEnumerable<NameValues> headers, IReadOnlyList<NameValues> query) => Write(json =>
    {
        WriteHeaders(json, headers);
        if (query.Count > 0)
        {
            WriteLast(json, "queryStringParameters", query);
            WriteAll(json, "multiValueQueryStringParameters", query);
        }

        WriteStageVariables(json);
        json.WriteStartObject("requestContext");
        json.WriteString("routeKey", RouteKeys.Connect);
        WriteContext(json, connection, facts, "CONNECT");
        json.WriteEndObject();
    });

    /// <summary>The ARN that an authorizer's policy must allow: the route <c>$connect</c> of the stage.</summary>
    public string MethodArn => $"arn:aws:execute-api:us-east-1:123456789012:{ApiId}/{stage}/{RouteKeys.Connect}";

    /// <summary>
    /// Writes the authorizer event. See
    /// <see href="https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-websocket-api-lambda-auth.html">
    /// Lambda <c>REQUEST</c> authorizers</see>.
    /// </summary>
    public ReadOnlyMemory<byte> Authorize(
        ConnectionFacts connection, EventFacts facts, IEnumerable<NameValues> headers, IEnumerable<NameValues> query) => WriteObject(json =>
    {
        json.WriteString("type", "REQUEST");
        json.WriteString("methodArn", MethodArn);
        WriteHeaders(json, headers);
        // Unlike the events of routes, the authorizer event has these maps even when they are empty.
        WriteLast(json, "queryStringParameters", query);
        WriteAll(json, "multiValueQueryStringParameters", query);
        WriteLast(json, "stageVariables", StageVariables);
        json.WriteStartObject("requestContext");
        json.WriteString("routeKey", RouteKeys.Connect);
        WriteContext(json, connection, facts, "CONNECT");
        json.WriteEndObject();
    });

    public ReadOnlyMemory<byte> Message(
        ConnectionFacts connection, EventFacts facts, string routeKey, string messageId, ReadOnlyMemory<byte> body) => Write(json =>
    {
        WriteStageVariables(json);
        json.WriteStartObject("requestContext");
        json.WriteString("routeKey", routeKey);
        json.WriteString("messageId", messageId);
        WriteContext(json, connection, facts, "MESSAGE");
        json.WriteEndObject();
        json.WriteString("body", body.Span);
    });

    public ReadOnlyMemory<byte> Disconnect(ConnectionFacts connection, EventFacts facts, CloseStatus close) => Write(json =>
    {
        // The headers of the handshake are not repeated; every captured event has these four.
        WriteHeaders(
            json, [new("Host", [connection.DomainName]), new("x-api-key", [""]), new("X-Forwarded-For", [""]), new("x-restapi", [""])]);
        WriteStageVariables(json);
        json.WriteStartObject("requestContext");
        json.WriteString("routeKey", RouteKeys.Disconnect);
        json.WriteNumber("disconnectStatusCode", close.Code);
        WriteContext(json, connection, facts, "DISCONNECT", close.Reason);
        json.WriteEndObject();
    });

    private IEnumerable<NameValues> StageVariables => stageVariables.Select(variable => new NameValues(variable.Key, [variable.Value]));

    private static ReadOnlyMemory<byte> Write(Action<Utf8JsonWriter> members) => WriteObject(json =>
    {
        members(json);
        json.WriteBoolean("isBase64Encoded", false);
    });

    private static ReadOnlyMemory<byte> WriteObject(Action<Utf8JsonWriter> members)
    {
        var buffer = new ArrayBufferWriter<byte>(1024);
        using (var json = new Utf8JsonWriter(buffer, _options))
        {
            json.WriteStartObject();
            members(json);
            json.WriteEndObject();
        }

        return buffer.WrittenMemory;
    }

    private void WriteContext(
        Utf8JsonWriter json, ConnectionFacts connection, EventFacts facts, string eventType, string? disconnectReason = null)
    {
        WriteAuthorizer(json, connection.Authorizer);
        json.WriteString("eventType", eventType);
        json.WriteString("extendedRequestId", facts.RequestId);
        // Common log format, always UTC.
        json.WriteString(
            "requestTime", facts.Time.UtcDateTime.ToString("dd/MMM/yyyy:HH:mm:ss +0000", CultureInfo.InvariantCulture));
        json.WriteString("messageDirection", "IN");
        if (disconnectReason is not null)
        {
            json.WriteString("disconnectReason", disconnectReason);
        }

        json.WriteString("stage", stage);
        json.WriteNumber("connectedAt", connection.ConnectedAt.ToUnixTimeMilliseconds());
        json.WriteNumber("requestTimeEpoch", facts.Time.ToUnixTimeMilliseconds());
        json.WriteStartObject("identity");
        if (connection.UserAgent is not null)
        {
            json.WriteString("userAgent", connection.UserAgent);
        }

        json.WriteString("sourceIp", connection.SourceIp);
        json.WriteEndObject();
        json.WriteString("requestId", facts.RequestId);
        json.WriteString("domainName", connection.DomainName);
        json.WriteString("connectionId", connection.ConnectionId);
        json.WriteString("apiId", ApiId);
    }

    private static void WriteAuthorizer(Utf8JsonWriter json, AuthorizerFacts? authorizer)
    {
        if (authorizer is null)
        {
            return;
        }

        json.WriteStartObject("authorizer");
        json.WriteString("principalId", authorizer.PrincipalId);
        json.WriteNumber("integrationLatency", (long)authorizer.Latency.TotalMilliseconds);
        foreach (var (name, value) in authorizer.Values)
        {
            json.WriteString(name, value);
        }

        json.WriteEndObject();
    }

    private static void WriteHeaders(Utf8JsonWriter json, IEnumerable<NameValues> headers)
    {
        var sorted = headers.OrderBy(header => header.Name, StringComparer.OrdinalIgnoreCase).ToList();
        WriteLast(json, "headers", sorted);
        WriteAll(json, "multiValueHeaders", sorted);
    }

    private void WriteStageVariables(Utf8JsonWriter json)
    {
        if (stageVariables.Count > 0)
        {
            WriteLast(json, "stageVariables", StageVariables);
        }
    }

    private static void WriteLast(Utf8JsonWriter json, string name, IEnumerable<NameValues> entries)
    {
        json.WriteStartObject(name);
        foreach (var entry in entries)
        {
            json.WriteString(entry.Name, entry.Values[^1]);
        }

        json.WriteEndObject();
    }

    private static void WriteAll(Utf8JsonWriter json, string name, IEnumerable<NameValues> entries)
    {
        json.WriteStartObject(name);
        foreach (var entry in entries)
        {
            json.WriteStartArray(entry.Name);
            foreach (var value in entry.Values)
            {
                json.WriteStringValue(value);
            }

            json.WriteEndArray();
        }

        json.WriteEndObject();
    }
}
