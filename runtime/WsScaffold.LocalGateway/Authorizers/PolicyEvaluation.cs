using System.IO.Enumeration;
using System.Text.Json;

namespace WsScaffold.Gateway.Authorizers;

/// <summary>
/// Evaluates an IAM policy for one action on one resource: a matching <c>Deny</c> overrides every <c>Allow</c>, and without a
/// matching <c>Allow</c> the action is denied. See
/// <see href="https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-websocket-control-access-iam.html">
/// IAM policies of WebSocket APIs</see>.
/// </summary>
internal static class PolicyEvaluation
{
    private const string Action = "execute-api:Invoke";
    private static readonly string[] _required = ["Effect", "Action", "Resource"];

    /// <summary>Evaluates a policy document.</summary>
    /// <param name="problem">Why the document is not a policy, or why the local gateway cannot evaluate it.</param>
    /// <returns>Whether the policy allows the action; <see langword="false"/> if there is a problem.</returns>
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
            problem ??= FindProblem(statement);
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

    private static string? FindProblem(JsonElement statement)
    {
        if (statement.ValueKind != JsonValueKind.Object)
        {
            return "a policy statement is not a JSON object";
        }

        foreach (var member in statement.EnumerateObject())
        {
            var isValid = member.Name switch
            {
                "Effect" => member.Value.ValueKind == JsonValueKind.String
                    && (member.Value.ValueEquals("Allow") || member.Value.ValueEquals("Deny")),
                "Action" or "Resource" => Texts(member.Value) is not null,
                "Sid" => true,
                _ => false,
            };
            if (!isValid)
            {
                return member.Name is "Condition" or "NotAction" or "NotResource"
                    ? $"its policy has '{member.Name}', which the local gateway does not evaluate"
                    : $"'{member.Name}' of a policy statement is invalid";
            }
        }

        return _required.All(name => statement.TryGetProperty(name, out _))
            ? null
            : "a policy statement needs Effect, Action and Resource";
    }

    private static bool Covers(JsonElement statement, string methodArn) =>
        Texts(statement.GetProperty("Action"))!.Any(static action => Matches(action, Action, ignoreCase: true))
        && Texts(statement.GetProperty("Resource"))!.Any(resource => Matches(resource, methodArn, ignoreCase: false));

    // '*' matches any text and '?' any single character. Policies have no escape character, but the matcher has: the backslash.
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
