using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using WsScaffold.Generator.Json;

namespace WsScaffold.Generator.Rules;

/// <summary>Rules about types in messages, and about the project's own <c>JsonSerializerContext</c>.</summary>
internal static class ContractRules
{
    private const string Category = "Contracts";

    public static readonly DiagnosticDescriptor OpenGeneric = Rule.Create(
        "WSS0601", Category, DiagnosticSeverity.Error, "Open generic type in a message",
        "'{0}' can't be used in a message: '{1}' is an open generic type. Specify its type arguments.");

    public static readonly DiagnosticDescriptor Inaccessible = Rule.Create(
        "WSS0602", Category, DiagnosticSeverity.Error, "Inaccessible type in a message",
        "'{0}' can't be used in a message: generated code can't access '{1}'. Make it public or internal, and not file-local.");

    public static readonly DiagnosticDescriptor RefStruct = Rule.Create(
        "WSS0603", Category, DiagnosticSeverity.Error, "Ref struct in a message",
        "'{0}' can't be used in a message: '{1}' is a ref struct, which can't be stored. Use a class, a record or an ordinary struct.");

    public static readonly DiagnosticDescriptor Pointer = Rule.Create(
        "WSS0604", Category, DiagnosticSeverity.Error, "Pointer in a message",
        "'{0}' can't be used in a message: '{1}' is a pointer. Use the value itself, or mark the member [JsonIgnore].");

    public static readonly DiagnosticDescriptor Delegate = Rule.Create(
        "WSS0605", Category, DiagnosticSeverity.Error, "Delegate in a message",
        "'{0}' can't be used in a message: '{1}' is a delegate, which is not data. Use data, or mark the member [JsonIgnore].");

    public static readonly DiagnosticDescriptor MultiDimensionalArray = Rule.Create(
        "WSS0606", Category, DiagnosticSeverity.Error, "Multidimensional array in a message",
        "'{0}' can't be used in a message: '{1}' is a multidimensional array, which JSON can't represent. Use an array of arrays.");

    public static readonly DiagnosticDescriptor AsyncStream = Rule.Create(
        "WSS0607", Category, DiagnosticSeverity.Error, "Asynchronous stream in a message",
        "'{0}' can't be used in a message: '{1}' is an asynchronous stream, but a message is sent as a whole. Use a list.");

    public static readonly DiagnosticDescriptor UnsupportedType = Rule.Create(
        "WSS0608", Category, DiagnosticSeverity.Error, "Type that System.Text.Json doesn't support",
        "'{0}' can't be used in a message: System.Text.Json doesn't support '{1}'. "
        + "Use a type that holds data, or mark the member [JsonIgnore].");

    public static readonly DiagnosticDescriptor DictionaryKey = Rule.Create(
        "WSS0610", Category, DiagnosticSeverity.Error, "Unsupported dictionary key",
        "'{0}' can't be used in a message: '{1}' can't be the key of a JSON object. Use a string, a number, an enum or a Guid.");

    public static readonly DiagnosticDescriptor ConstructorParameter = Rule.Create(
        "WSS0611", Category, DiagnosticSeverity.Error, "Constructor parameter passed by reference",
        "'{0}' can't be used in a message: the constructor takes this '{1}' by reference. Pass it by value.");

    public static readonly DiagnosticDescriptor Converter = Rule.Create(
        "WSS0612", Category, DiagnosticSeverity.Error, "Unusable JSON converter",
        "'{0}' can't be used in a message: the [JsonConverter] of '{1}' can't be created. "
        + "Use a public or internal converter with a public parameterless constructor.");

    public static readonly DiagnosticDescriptor InfinitelyNested = Rule.Create(
        "WSS0613", Category, DiagnosticSeverity.Error, "Infinitely nested generic type",
        "'{0}' can't be used in a message: '{1}' contains ever more deeply nested types. Keep the same type arguments in the nested type.");

    public static readonly DiagnosticDescriptor SameName = Rule.Create(
        "WSS0614", Category, DiagnosticSeverity.Error, "Duplicate member name in JSON",
        "'{0}' can't be used in a message: '{2}' has the same name in JSON. Rename one of them with [JsonPropertyName].");

    public static readonly DiagnosticDescriptor UnboundParameter = Rule.Create(
        "WSS0615", Category, DiagnosticSeverity.Error, "Constructor parameter without a matching member",
        "'{0}' can't be used in a message: the constructor takes this '{1}', but no member has the same name and type. "
        + "Match the name and type of a serialized member, or mark another constructor [JsonConstructor].");

    public static readonly DiagnosticDescriptor ExtensionData = Rule.Create(
        "WSS0616", Category, DiagnosticSeverity.Error, "Invalid extension data member",
        "'{0}' can't be used in a message: this '{1}' can't be [JsonExtensionData]. "
        + "Use only one such member, with the type Dictionary<string, JsonElement> or JsonObject.");

    public static readonly DiagnosticDescriptor WriteOnly = Rule.Create(
        "WSS0617", Category, DiagnosticSeverity.Error, "Type that can be sent but not received",
        "'{0}' can't be used in a message: '{1}' can be sent but not received. "
        + "Use a type with one public constructor (or mark one [JsonConstructor]), "
        + "list the types that derive from an abstract type with [JsonDerivedType], "
        + "or mark the member [JsonIgnore(Condition = JsonIgnoreCondition.WhenReading)].");

    public static readonly DiagnosticDescriptor ValidationAttribute = Rule.Create(
        "WSS0618", Category, DiagnosticSeverity.Error, "Unsupported validation attribute",
        "'{0}' can't be validated: [{2}] needs reflection, doesn't fit the member's type, or names something that is not public. "
        + "Use another attribute, or implement IValidatableObject.");

    public static readonly DiagnosticDescriptor ContextWithoutMetadata = Rule.Create(
        "WSS0619", Category, DiagnosticSeverity.Error, "JSON context that can only write",
        "'{0}' generates only code that writes, which fails at run time with the options of '{1}'. Remove GenerationMode.");

    public static readonly DiagnosticDescriptor ContextOption = Rule.Create(
        "WSS0620", Category, DiagnosticSeverity.Warning, "Ignored option of a JSON context",
        "'{0}' sets {1}, but its messages use the options of '{2}'. {3}.");

    public static readonly DiagnosticDescriptor ContextUnused = Rule.Create(
        "WSS0621", Category, DiagnosticSeverity.Warning, "Unused JSON context",
        "'{0}' lists no type that the messages of '{1}' use, so it has no effect. "
        + "List the exact types that handlers and clients use, or remove JsonContext.");

    public static readonly DiagnosticDescriptor InvalidAttribute = Rule.Create(
        "WSS0622", Category, DiagnosticSeverity.Error, "Invalid JSON attribute",
        "'{0}' can't be used in a message: {2}");

    public static readonly ImmutableArray<DiagnosticDescriptor> All =
    [
        OpenGeneric,
        Inaccessible,
        RefStruct,
        Pointer,
        Delegate,
        MultiDimensionalArray,
        AsyncStream,
        UnsupportedType,
        DictionaryKey,
        ConstructorParameter,
        Converter,
        InfinitelyNested,
        SameName,
        UnboundParameter,
        ExtensionData,
        WriteOnly,
        ValidationAttribute,
        ContextWithoutMetadata,
        ContextOption,
        ContextUnused,
        InvalidAttribute,
    ];

    public static DiagnosticDescriptor Of(UnsupportedReason reason) => reason switch
    {
        UnsupportedReason.OpenGeneric => OpenGeneric,
        UnsupportedReason.CannotBeNamed => Inaccessible,
        UnsupportedReason.RefStruct => RefStruct,
        UnsupportedReason.Pointer => Pointer,
        UnsupportedReason.Delegate => Delegate,
        UnsupportedReason.MultiDimensionalArray => MultiDimensionalArray,
        UnsupportedReason.AsyncStream => AsyncStream,
        UnsupportedReason.RejectedBySerializer => UnsupportedType,
        UnsupportedReason.DictionaryKey => DictionaryKey,
        UnsupportedReason.ConstructorParameter => ConstructorParameter,
        UnsupportedReason.Converter => Converter,
        UnsupportedReason.Endless => InfinitelyNested,
        UnsupportedReason.WriteOnly => WriteOnly,
        UnsupportedReason.ValidationAttribute => ValidationAttribute,
        UnsupportedReason.Attribute => InvalidAttribute,
        UnsupportedReason.ExtensionData => ExtensionData,
        UnsupportedReason.UnboundParameter => UnboundParameter,
        UnsupportedReason.SameName => SameName,
        _ => UnsupportedType,
    };
}
