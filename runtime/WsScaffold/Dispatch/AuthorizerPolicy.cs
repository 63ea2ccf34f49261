using System.Text.Json;
using WsScaffold.Authorizers;
using WsScaffold.Events;

namespace WsScaffold.Dispatch;

/// <summary>
/// Writes a decision in the form of API Gateway: an IAM policy with a flat map of values.
/// See <see href="https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-lambda-authorizer-output.html">the
/// output of a Lambda authorizer</see>.
/// </summary>
internal static class AuthorizerPolicy
{
    // https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-execution-service-websocket-limits-table.html
    public const int MaxBytes = 8192;

    public static void Write(Utf8JsonWriter json, Authorization authorization, string methodArn)
    {
        json.WriteStartObject();
        json.WriteString("principalId"u8, authorization.PrincipalId);
        json.WriteStartObject("policyDocument"u8);
        json.WriteString("Version"u8, "2012-10-17"u8);
        json.WriteStartArray("Statement"u8);
        json.WriteStartObject();
        json.WriteString("Action"u8, "execute-api:Invoke"u8);
        json.WriteString("Effect"u8, authorization.Effect == AuthorizationEffect.Allow ? "Allow"u8 : "Deny"u8);
        json.WriteString("Resource"u8, RoutesOfStage(methodArn));
        json.WriteEndObject();
        json.WriteEndArray();
        json.WriteEndObject();
        WriteContext(json, authorization.Context);
        json.WriteEndObject();
    }

    // arn:aws:execute-api:{region}:{account}:{api}/{stage}/$connect. A REST API's …/{stage}/*/* would match no route.
    private static string RoutesOfStage(string methodArn)
    {
        var stage = methodArn.IndexOf('/') + 1;
        var route = stage == 0 ? 0 : methodArn.IndexOf('/', stage) + 1;
        return methodArn.StartsWith("arn:", StringComparison.Ordinal) && route > stage + 1
            ? $"{methodArn.AsSpan(0, route)}*"
            : throw new InvalidEventException(
                "The authorizer event has no methodArn in the form arn:…:execute-api:…/{stage}/{route}. This function only handles API "
                    + "Gateway WebSocket events."
            );
    }

    private static void WriteContext(Utf8JsonWriter json, (string Name, AuthorizationValue Value)[] context)
    {
        if (Array.TrueForAll(context, static entry => entry.Value.Text is null))
        {
            return;
        }

        json.WriteStartObject("context"u8);
        foreach (var (name, value) in context)
        {
            if (value.Text is null)
            {
                continue;
            }

            json.WritePropertyName(name);
            if (value.IsString)
            {
                json.WriteStringValue(value.Text);
            }
            else
            {
                json.WriteRawValue(value.Text, skipInputValidation: true);
            }
        }

        json.WriteEndObject();
    }
}
