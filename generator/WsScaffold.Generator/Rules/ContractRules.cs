using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using WsScaffold.Generator.Json;

namespace WsScaffold.Generator.Rules;

/// <summary>Of types that no JSON contract can be generated for.</summary>
internal static class ContractRules
{
    private const string Category = "Contracts";

    public static readonly DiagnosticDescriptor OpenGeneric = Rule.Create(
        "WSS0601", Category, DiagnosticSeverity.Error, "Open generic type in a message",
        "'{0}' can't be JSON: '{1}' is an open generic type. Give it concrete type arguments.");

    public static readonly DiagnosticDescriptor CannotBeNamed = Rule.Create(
        "WSS0602", Category, DiagnosticSeverity.Error, "Type that generated code can't name",
        "'{0}' can't be JSON: generated code can't name '{1}'. Make it public or internal, and not file-local.");

    public static readonly DiagnosticDescriptor RefStruct = Rule.Create(
        "WSS0603", Category, DiagnosticSeverity.Error, "Ref struct in a message",
        "'{0}' can't be JSON: '{1}' is a ref struct, which can't be kept. Use a class, a record or a plain struct.");

    public static readonly DiagnosticDescriptor Pointer = Rule.Create(
        "WSS0604", Category, DiagnosticSeverity.Error, "Pointer in a message",
        "'{0}' can't be JSON: '{1}' is a pointer. Use the value itself, or mark the member [JsonIgnore].");

    public static readonly DiagnosticDescriptor Delegate = Rule.Create(
        "WSS0605", Category, DiagnosticSeverity.Error, "Delegate in a message",
        "'{0}' can't be JSON: '{1}' is a delegate, and code can't be sent. Use data, or mark the member [JsonIgnore].");

    public static readonly DiagnosticDescriptor MultiDimensionalArray = Rule.Create(
        "WSS0606", Category, DiagnosticSeverity.Error, "Array of several dimensions in a message",
        "'{0}' can't be JSON: '{1}' is an array of several dimensions, which JSON has no form for. Use an array of arrays.");

    public static readonly DiagnosticDescriptor AsyncStream = Rule.Create(
        "WSS0607", Category, DiagnosticSeverity.Error, "Asynchronous stream in a message",
        "'{0}' can't be JSON: '{1}' is an asynchronous stream, and a message is sent whole. Use a list.");

    public static readonly DiagnosticDescriptor RejectedBySerializer = Rule.Create(
        "WSS0608", Category, DiagnosticSeverity.Error, "Type that System.Text.Json refuses",
        "'{0}' can't be JSON: System.Text.Json refuses '{1}'. Use a type that holds data, or mark the member [JsonIgnore].");

    public static readonly DiagnosticDescriptor DictionaryKey = Rule.Create(
        "WSS0610", Category, DiagnosticSeverity.Error, "Key that JSON objects can't have",
        "'{0}' can't be JSON: '{1}' can't be the key of a JSON object. Use a string, a number, an enum or a Guid.");

    public static readonly DiagnosticDescriptor ConstructorParameter = Rule.Create(
        "WSS0611", Category, DiagnosticSeverity.Error, "Constructor parameter by reference in a message",
        "'{0}' can't be JSON: the constructor takes this '{1}' by reference. Take it by value.");

    public static readonly DiagnosticDescriptor Converter = Rule.Create(
        "WSS0612", Category, DiagnosticSeverity.Error, "Converter that can't be used",
        "'{0}' can't be JSON: the [JsonConverter] of '{1}' can't be used. Name a public or internal converter with a public constructor that takes nothing.");

    public static readonly DiagnosticDescriptor Endless = Rule.Create(
        "WSS0613", Category, DiagnosticSeverity.Error, "Type that leads to ever new ones",
        "'{0}' can't be JSON: '{1}' leads to ever new types. Leave the type argument as it is on the way down.");

    public static readonly DiagnosticDescriptor SameName = Rule.Create(
        "WSS0614", Category, DiagnosticSeverity.Error, "Two members of one name in JSON",
        "'{0}' can't be JSON: '{2}' has the same name in JSON. Rename one of them with [JsonPropertyName].");

    public static readonly DiagnosticDescriptor UnboundParameter = Rule.Create(
        "WSS0615", Category, DiagnosticSeverity.Error, "Constructor parameter that no member holds",
        "'{0}' can't be JSON: the constructor takes this '{1}', and no member of that name and type holds it. Give the parameter the name and type of a member that is sent, or mark another constructor [JsonConstructor].");

    public static readonly DiagnosticDescriptor ExtensionData = Rule.Create(
        "WSS0616", Category, DiagnosticSeverity.Error, "Member that can't be extension data",
        "'{0}' can't be JSON: '{1}' can't be [JsonExtensionData]. Have one such member, and make it a Dictionary<string, JsonElement> or a JsonObject.");

    public static readonly DiagnosticDescriptor WriteOnly = Rule.Create(
        "WSS0617", Category, DiagnosticSeverity.Error, "Type that can be sent but not received",
        "'{0}' can't be JSON: '{1}' can be sent but not received. Take a type with one public constructor (or mark one [JsonConstructor]), list what an abstract type may be with [JsonDerivedType], or mark the member [JsonIgnore(Condition = JsonIgnoreCondition.WhenReading)].");

    public static readonly DiagnosticDescriptor ValidationAttribute = Rule.Create(
        "WSS0618", Category, DiagnosticSeverity.Error, "Validation attribute that can't be checked",
        "'{0}' can't be validated: [{2}] needs reflection, does not go with the type of the member, or names something that is not public. Use another attribute, or IValidatableObject.");

    public static readonly DiagnosticDescriptor ContextWithoutMetadata = Rule.Create(
        "WSS0619", Category, DiagnosticSeverity.Error, "Context that can only write",
        "'{0}' is generated for writing alone, and under the options of '{1}' that fails at run time. Leave GenerationMode out.");

    public static readonly DiagnosticDescriptor ContextOption = Rule.Create(
        "WSS0620", Category, DiagnosticSeverity.Warning, "Option of a context that doesn't hold",
        "'{0}' sets {1}, and the options of '{2}' hold for its messages instead. {3}.");

    public static readonly DiagnosticDescriptor ContextUnused = Rule.Create(
        "WSS0621", Category, DiagnosticSeverity.Warning, "Context that no message uses",
        "'{0}' lists no type of the messages of '{1}', so it reads and writes nothing. List types as handlers and clients name them, or leave JsonContext out.");

    public static readonly DiagnosticDescriptor Attribute = Rule.Create(
        "WSS0622", Category, DiagnosticSeverity.Error, "Attribute that System.Text.Json refuses",
        "'{0}' can't be JSON: {2}");

    public static readonly ImmutableArray<DiagnosticDescriptor> All =
    [
        OpenGeneric,
        CannotBeNamed,
        RefStruct,
        Pointer,
        Delegate,
        MultiDimensionalArray,
        AsyncStream,
        RejectedBySerializer,
        DictionaryKey,
        ConstructorParameter,
        Converter,
        Endless,
        SameName,
        UnboundParameter,
        ExtensionData,
        WriteOnly,
        ValidationAttribute,
        ContextWithoutMetadata,
        ContextOption,
        ContextUnused,
        Attribute,
    ];

    public static DiagnosticDescriptor Of(UnsupportedReason reason) => reason switch
    {
        UnsupportedReason.OpenGeneric => OpenGeneric,
        UnsupportedReason.CannotBeNamed => CannotBeNamed,
        UnsupportedReason.RefStruct => RefStruct,
        UnsupportedReason.Pointer => Pointer,
        UnsupportedReason.Delegate => Delegate,
        UnsupportedReason.MultiDimensionalArray => MultiDimensionalArray,
        UnsupportedReason.AsyncStream => AsyncStream,
        UnsupportedReason.RefusedBySerializer => RejectedBySerializer,
        UnsupportedReason.DictionaryKey => DictionaryKey,
        UnsupportedReason.ConstructorParameter => ConstructorParameter,
        UnsupportedReason.Converter => Converter,
        UnsupportedReason.Endless => Endless,
        UnsupportedReason.WriteOnly => WriteOnly,
        UnsupportedReason.ValidationAttribute => ValidationAttribute,
        UnsupportedReason.Attribute => Attribute,
        UnsupportedReason.ExtensionData => ExtensionData,
        UnsupportedReason.UnboundParameter => UnboundParameter,
        UnsupportedReason.SameName => SameName,
        _ => RejectedBySerializer,
    };
}
