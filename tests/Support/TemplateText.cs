using System.Text.Json.Nodes;

namespace WsScaffold.Tests.Support;

/// <summary>
/// The text that CloudFormation joins from parts: references stay as <c>${LogicalId}</c> and <c>${LogicalId.Attribute}</c>.
/// </summary>
internal static class TemplateText
{
    public static string Of(JsonNode node) =>
        node switch
        {
            JsonObject json when json["Ref"] is { } id => $"${{{id}}}",
            JsonObject json when json["Fn::GetAtt"] is JsonArray attribute => $"${{{string.Join('.', attribute)}}}",
            JsonObject json when json["Fn::Join"] is JsonArray and [{ } separator, JsonArray parts] => string.Join(
                (string)separator!,
                parts.Select(part => Of(part!))
            ),
            _ => (string)node!,
        };
}
