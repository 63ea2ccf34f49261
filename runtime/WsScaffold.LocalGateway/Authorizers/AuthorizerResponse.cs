using System.Text.Json;

namespace WsScaffold.Gateway.Authorizers;

/// <summary>
/// The response of an authorizer: <c>principalId</c>, <c>policyDocument</c> and a flat <c>context</c>. See
/// <see href="https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-lambda-authorizer-output.html">
/// the output of a Lambda authorizer</see>.
/// </summary>
/// <param name="Allows">Whether the policy allows the client to connect.</param>
/// <param name="Context">The context, every value as text.</param>
internal sealed record AuthorizerResponse(string PrincipalId, bool Allows, IReadOnlyDictionary<string, string> Context)
{
    // https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-execution-service-websocket-limits-table.html
    private const int LargestResponse = 8192;

    /// <summary>Reads a response.</summary>
    /// <param name="methodArn">The ARN that the policy must allow.</param>
    /// <param name="problem">Why the response is invalid. Contains member names but no values.</param>
    /// <returns>The response, or <see langword="null"/> if API Gateway would not accept it.</returns>
    public static AuthorizerResponse? Read(ReadOnlyMemory<byte> json, string methodArn, out string? problem)
    {
        if (json.Length > LargestResponse)
        {
            problem = $"it has {json.Length} bytes, and at most {LargestResponse} are allowed";
            return null;
        }

        try
        {
            using var document = JsonDocument.Parse(json);
            return Read(document.RootElement, methodArn, out problem);
        }
        catch (JsonException)
        {
            problem = "it is not JSON";
            return null;
        }
        catch (InvalidOperationException)
        {
            // Valid JSON can contain an escaped lone surrogate, which cannot be converted to text.
            problem = "it contains half a surrogate pair";
            return null;
        }
    }

    private static AuthorizerResponse? Read(JsonElement root, string methodArn, out string? problem)
    {
        if (root.ValueKind != JsonValueKind.Object)
        {
            problem = "it is not a JSON object";
            return null;
        }

        if (!root.TryGetProperty("principalId", out var principalId)
            || principalId.ValueKind != JsonValueKind.String || principalId.GetString()!.Length == 0)
        {
            problem = "'principalId' is not a non-empty string";
            return null;
        }

        if (!root.TryGetProperty("policyDocument", out var policy))
        {
            problem = "'policyDocument' is missing";
            return null;
        }

        var allows = PolicyEvaluation.Allows(policy, methodArn, out problem);
        var context = problem is null ? ReadContext(root, out problem) : null;
        return context is null ? null : new AuthorizerResponse(principalId.GetString()!, allows, context);
    }

    private static Dictionary<string, string>? ReadContext(JsonElement root, out string? problem)
    {
        problem = null;
        var context = new Dictionary<string, string>(StringComparer.Ordinal);
        if (!root.TryGetProperty("context", out var values))
        {
            return context;
        }

        if (values.ValueKind != JsonValueKind.Object)
        {
            problem = "'context' is not a JSON object";
            return null;
        }

        foreach (var value in values.EnumerateObject())
        {
            if (Text(value.Value) is not { } text)
            {
                problem = $"'context.{value.Name}' is not a string, a number or a boolean";
                return null;
            }

            context[value.Name] = text;
        }

        return context;
    }

    private static string? Text(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.String => value.GetString(),
        JsonValueKind.Number or JsonValueKind.True or JsonValueKind.False => value.GetRawText(),
        _ => null,
    };
}
