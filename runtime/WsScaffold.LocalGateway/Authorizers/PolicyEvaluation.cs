using System.IO.Enumeration;
using System.Text.Json;

namespace WsScaffold.Gateway.Authorizers;

/// <summary>
/// What an IAM policy says of one action on one resource: a <c>Deny</c> wins, and what no <c>Allow</c> covers is denied.
/// See <see href="https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-websocket-control-access-iam.html">the policies of a WebSocket API</see>.
/// </summary>
internal static class PolicyEvaluation
{
    private const string Action = "execute-api:Invoke";

    /// <summary>Evaluates a policy document.</summary>
    /// <param name="problem">What makes it no policy, or one that is not evaluated here.</param>
    public static bool Allows(JsonElement policy, string methodArn, out string? problem)
    {
        var isAllowed = false;
        var isDenied = false;
        problem = null;
        if (policy.ValueKind != JsonValueKind.Object || !policy.TryGetProperty("Statement", out var statements))
        {
            problem = "'policyDocument.Statement' is missing";
            return false;
        }

        foreach (var statement in statements.ValueKind == JsonValueKind.Array ? [.. statements.EnumerateArray()] : new[] { statements })
        {
            problem ??= Problem(statement);
            if (problem is not null || !Covers(statement, methodArn))
            {
                continue;
            }

            var isAllow = statement.GetProperty("Effect").ValueEquals("Allow");
            isAllowed |= isAllow;
            isDenied |= !isAllow;
        }

        return problem is null && isAllowed && !isDenied;
    }

    private static string? Problem(JsonElement statement)
    {
        if (statement.ValueKind != JsonValueKind.Object)
        {
            return "a statement of the policy is not a JSON object";
        }

        foreach (var member in statement.EnumerateObject())
        {
            var isRight = member.Name switch
            {
                "Effect" => member.Value.ValueKind == JsonValueKind.String && (member.Value.ValueEquals("Allow") || member.Value.ValueEquals("Deny")),
                "Action" or "Resource" => Texts(member.Value) is not null,
                "Sid" => true,
                _ => false,
            };
            if (!isRight)
            {
                return member.Name is "Condition" or "NotAction" or "NotResource"
                    ? $"its policy has '{member.Name}', which the local gateway does not evaluate"
                    : $"'{member.Name}' of a policy's statement is wrong";
            }
        }

        return statement.TryGetProperty("Effect", out _) && statement.TryGetProperty("Action", out _) && statement.TryGetProperty("Resource", out _)
            ? null
            : "a statement of the policy needs Effect, Action and Resource";
    }

    private static bool Covers(JsonElement statement, string methodArn) =>
        Texts(statement.GetProperty("Action"))!.Any(static action => Matches(action, Action, ignoreCase: true))
        && Texts(statement.GetProperty("Resource"))!.Any(resource => Matches(resource, methodArn, ignoreCase: false));

    // '*' is any text and '?' any one character; a backslash is no escape in a policy.
    private static bool Matches(string pattern, string text, bool ignoreCase) =>
        FileSystemName.MatchesSimpleExpression(pattern.Replace(@"\", @"\\", StringComparison.Ordinal), text, ignoreCase);

    private static string[]? Texts(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.String => [value.GetString()!],
        JsonValueKind.Array when value.EnumerateArray().All(static item => item.ValueKind == JsonValueKind.String) =>
            [.. value.EnumerateArray().Select(static item => item.GetString()!)],
        _ => null,
    };
}
