using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using WsScaffold.Routing;

namespace WsScaffold.Json;

internal static class BodyErrors
{
    public static IReadOnlyList<BodyError> Describe(JsonException e, ReadOnlySpan<byte> body, JsonTypeInfo? contract = null) =>
        [new(e.Path ?? "$", "the body is not valid JSON")];
}
