using Microsoft.CodeAnalysis;

namespace WsScaffold.Generator.Json;

/// <summary>A type that no contract can be generated for. Its holder is for diagnostics: no model may have one of these.</summary>
/// <param name="Path">How the root type leads to it, for example <c>Order.Lines[].Price</c>.</param>
/// <param name="TypeName">The type, as its user would write it.</param>
/// <param name="Reason">Why.</param>
/// <param name="Other">What it can't be beside, for example the member of the same name; what is wrong with an attribute.</param>
/// <param name="Attribute">What asks for something that can't be.</param>
/// <param name="Holder">
/// The property, field or constructor parameter that has it; null for the root, and where only the contracts say it.
/// </param>
internal sealed record UnsupportedShape(
    string Path,
    string TypeName,
    UnsupportedReason Reason,
    string? Other = null,
    ISymbol? Holder = null,
    AttributeData? Attribute = null
);

internal enum UnsupportedReason
{
    None,

    /// <summary>The compiler reports it already.</summary>
    DoesNotExist,
    OpenGeneric,

    /// <summary>Private, protected or file-local: generated code cannot write its name.</summary>
    CannotBeNamed,
    RefStruct,
    Pointer,
    Delegate,
    MultiDimensionalArray,

    /// <summary>An asynchronous stream: a message is read and written whole.</summary>
    AsyncStream,

    /// <summary>A type that System.Text.Json rejects, such as <c>System.Type</c> or <c>nint</c>.</summary>
    RejectedBySerializer,

    DictionaryKey,

    /// <summary>
    /// A generic type that leads to ever new ones: <c>Node&lt;T&gt;</c> with a member of type <c>Node&lt;Node&lt;T&gt;&gt;</c>.
    /// </summary>
    Endless,

    /// <summary>Two members have one name in JSON.</summary>
    SameName,

    /// <summary>A constructor parameter that no member of its name and type holds.</summary>
    UnboundParameter,

    /// <summary>A second member for what no other member takes, or one that can't hold it.</summary>
    ExtensionData,

    /// <summary>
    /// Part of a body, and System.Text.Json can only write it: an interface, an abstract class, a read-only collection, or a type
    /// without one constructor to call.
    /// </summary>
    WriteOnly,

    /// <summary>A validation attribute that needs reflection, or does not go with its member.</summary>
    ValidationAttribute,

    /// <summary>An attribute that System.Text.Json rejects where it stands.</summary>
    Attribute,

    /// <summary>A constructor parameter is passed by reference.</summary>
    ConstructorParameter,

    /// <summary>
    /// The converter has no public parameterless constructor, cannot be named, or comes from an attribute derived from
    /// <c>[JsonConverter]</c>.
    /// </summary>
    Converter,
}
