using System.Text.Json;
using System.Text.Json.Serialization;
using WsScaffold.Generated.Json;

namespace WsScaffold.Generator.Tests.Json;

/// <summary>
/// JSON options of an API with enums as names. This file is also compiled with NativeAOT, so it must not use reflection.
/// </summary>
internal static class ApiOptionSets
{
    public static IReadOnlyList<(string Name, JsonSerializerOptions Options)> All =>
        [
            ("default", JsonContracts.CreateOptions(JsonNamingPolicy.CamelCase)),
            (
                "snake_case, nulls left out",
                JsonContracts.CreateOptions(JsonNamingPolicy.SnakeCaseLower, JsonIgnoreCondition.WhenWritingNull)
            ),
            (
                "SNAKE_CASE, defaults left out, named floating point",
                JsonContracts.CreateOptions(
                    JsonNamingPolicy.SnakeCaseUpper,
                    JsonIgnoreCondition.WhenWritingDefault,
                    JsonNumberHandling.AllowNamedFloatingPointLiterals
                )
            ),
            ("KEBAB-CASE, any case", JsonContracts.CreateOptions(JsonNamingPolicy.KebabCaseUpper, caseInsensitive: true)),
            ("no policy, no null checks", JsonContracts.CreateOptions(null, respectNullableAnnotations: false)),
        ];
}
