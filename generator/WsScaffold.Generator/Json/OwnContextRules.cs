using Microsoft.CodeAnalysis;
using WsScaffold.Generator.Json.Enums;
using WsScaffold.Generator.Parsing;
using WsScaffold.Generator.Rules;

namespace WsScaffold.Generator.Json;

/// <summary>What a project's own <c>JsonSerializerContext</c> may say that doesn't go with the API's options.</summary>
internal static class OwnContextRules
{
    /// <summary>The options that the API has too: by what name, and with which value where its attribute has none.</summary>
    private static readonly Dictionary<string, (string Name, object Default)> _common = new(StringComparer.Ordinal)
    {
        ["PropertyNamingPolicy"] = ("JsonNamingPolicy", (int)NamingPolicy.CamelCase),
        ["DefaultIgnoreCondition"] = ("JsonDefaultIgnoreCondition", (int)IgnoreCondition.Never),
        ["NumberHandling"] = ("JsonNumberHandling", (int)NumberHandling.Strict),
        ["PropertyNameCaseInsensitive"] = ("JsonPropertyNameCaseInsensitive", false),
        ["RespectNullableAnnotations"] = ("JsonRespectNullableAnnotations", true),
        ["RespectRequiredConstructorParameters"] = ("JsonRespectNullableAnnotations", true),
    };

    /// <summary>Options that decide what is generated for the context, and so hold all the same.</summary>
    private static readonly string[] _generated = ["GenerationMode", "IncludeFields", "UseStringEnumConverter"];

    public static void Check(AttributeData api, INamedTypeSymbol apiType, Findings findings)
    {
        if (api.Named("JsonContext")?.Value is not INamedTypeSymbol context)
        {
            return;
        }

        foreach (var attribute in context.GetAttributes())
        {
            switch (attribute.AttributeClass?.Name)
            {
                // No metadata, and what it has instead holds for the context's own options only.
                case "JsonSerializableAttribute" or "JsonSourceGenerationOptionsAttribute"
                    when attribute.Named("GenerationMode")?.Value is (int)GenerationMode.Serialization:
                    findings.Report(
                        ContractRules.ContextWithoutMetadata,
                        Places.Argument(attribute, "GenerationMode"),
                        context.Name,
                        apiType.Name
                    );
                    break;
                case "JsonSourceGenerationOptionsAttribute":
                    CheckOptions(attribute, context, api, apiType, findings);
                    break;
            }
        }
    }

    private static void CheckOptions(
        AttributeData attribute,
        INamedTypeSymbol context,
        AttributeData api,
        INamedTypeSymbol apiType,
        Findings findings
    )
    {
        if (attribute.ConstructorArguments is [{ Value: (int)SerializerDefaults.Web }]
            && !(api.Named("JsonPropertyNameCaseInsensitive")?.Value is true
                && api.Named("JsonNumberHandling")?.Value is (int)NumberHandling.AllowReadingFromString))
        {
            findings.Report(
                ContractRules.ContextOption, Places.Argument(attribute), context.Name, "JsonSerializerDefaults.Web", apiType.Name,
                "Set JsonPropertyNameCaseInsensitive and JsonNumberHandling on [WebSocketApi], or remove it");
        }

        foreach (var option in attribute.NamedArguments.Where(static option => !_generated.Contains(option.Key)))
        {
            var isCommon = _common.TryGetValue(option.Key, out var ours);
            if (!isCommon || !Equals(option.Value.Value, api.Named(ours.Name)?.Value ?? ours.Default))
            {
                findings.Report(
                    ContractRules.ContextOption, Places.Argument(attribute, option.Key), context.Name, option.Key, apiType.Name,
                    isCommon ? $"Set {ours.Name} on [WebSocketApi] to the same value, or remove it" : "Remove it");
            }
        }
    }
}
