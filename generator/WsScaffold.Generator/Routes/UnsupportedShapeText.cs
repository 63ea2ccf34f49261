using WsScaffold.Generator.Json;

namespace WsScaffold.Generator.Routes;

/// <summary>Says of a type that has no JSON contract where it is, why it has none, and what to do.</summary>
internal static class UnsupportedShapeText
{
    public static string Write(UnsupportedShape shape) =>
        $"'{(shape.Path.Length == 0 ? shape.TypeName : shape.Path)}' is '{shape.TypeName}', {Because(shape)}";

    private static string Because(UnsupportedShape shape) => shape.Reason switch
    {
        UnsupportedReason.OpenGeneric => "an open generic type. Give it concrete type arguments.",
        UnsupportedReason.CannotBeNamed => "which generated code can't name. Make it public or internal, and not file-local.",
        UnsupportedReason.RefStruct => "a ref struct, which can't be kept. Use a class, a record or a plain struct.",
        UnsupportedReason.Pointer => "a pointer. Use the value itself, or mark the member [JsonIgnore].",
        UnsupportedReason.Delegate => "a delegate, and code can't be sent. Use data, or mark the member [JsonIgnore].",
        UnsupportedReason.MultiDimensionalArray => "an array of several dimensions, which JSON has no form for. Use an array of arrays.",
        UnsupportedReason.AsyncStream => "an asynchronous stream, and a message is sent whole. Use a list.",
        UnsupportedReason.RefusedBySerializer => "which System.Text.Json refuses. Use a type that holds data, or mark the member [JsonIgnore].",
        UnsupportedReason.Collection => "a collection without a contract. Use an array, a List or a Dictionary.",
        UnsupportedReason.DictionaryKey => "which can't be the key of a JSON object. Use a string, a number, an enum or a Guid.",
        UnsupportedReason.SameName => $"and '{shape.Other}' has the same name in JSON. Rename one of them with [JsonPropertyName].",
        UnsupportedReason.UnboundParameter => "which its constructor takes and no member of that name and type holds. Give the parameter the name and type of a member that is sent, or mark another constructor [JsonConstructor].",
        UnsupportedReason.ExtensionData => "which can't be [JsonExtensionData]. Have one such member, and make it a Dictionary<string, JsonElement> or a JsonObject.",
        UnsupportedReason.WriteOnly => "which can be sent but not received. Take a type with one public constructor (or mark one [JsonConstructor]), list what an abstract type may be with [JsonDerivedType], or mark the member [JsonIgnore(Condition = JsonIgnoreCondition.WhenReading)].",
        UnsupportedReason.ConstructorParameter => "which its constructor takes by reference. Take it by value.",
        UnsupportedReason.Converter => "whose [JsonConverter] can't be used. Name a public or internal converter with a public constructor that takes nothing.",
        _ => "which has no contract.",
    };
}
