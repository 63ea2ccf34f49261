using WsScaffold.Generator.Json.Enums;

namespace WsScaffold.Generator.Json;

/// <summary>
/// What the JSON contract of one type consists of, as text: strings, bools, enums and arrays of these, so that it can be
/// cached. Nothing from Roslyn may enter.
/// </summary>
/// <param name="TypeName">
/// The identity: <c>global::</c>-qualified and without nullable annotations, as <see cref="TypeNames.Of"/> writes it.
/// </param>
internal abstract record TypeContract(string TypeName)
{
    /// <summary>
    /// Why only the contract may read and write the type, where that can't be told from the rest; null for no such reason.
    /// </summary>
    public string? NotDirect { get; init; }

    /// <summary>What the compiler would say to code that names the type, because it is obsolete or experimental.</summary>
    public EquatableArray<string> Warnings { get; init; }
}

/// <summary>A type that System.Text.Json has a converter for.</summary>
/// <param name="Converter">The property of <c>JsonMetadataServices</c>.</param>
internal sealed record ScalarContract(string TypeName, string Converter) : TypeContract(TypeName);

internal sealed record EnumContract(string TypeName) : TypeContract(TypeName)
{
    /// <summary>The numeric type that it is made of.</summary>
    public string UnderlyingTypeName { get; init; } = "int";

    public EquatableArray<EnumNameModel> Names { get; init; }
}

/// <param name="Value">A literal.</param>
internal sealed record EnumNameModel(string Name, string Value);

internal sealed record NullableContract(string TypeName, string UnderlyingTypeName) : TypeContract(TypeName);

/// <summary>A type that the project's own context lists.</summary>
internal sealed record OwnContract(string TypeName) : TypeContract(TypeName);

/// <summary>A type that its own <c>[JsonConverter]</c> reads and writes.</summary>
internal sealed record ConvertedContract(string TypeName, ConverterModel Converter) : TypeContract(TypeName);

/// <summary>An array, a list, a dictionary or another collection.</summary>
/// <param name="Factory">The method of <c>JsonMetadataServices</c>.</param>
/// <param name="TypeArguments">Its type arguments.</param>
/// <param name="Construction">How reading makes an empty one; null where System.Text.Json knows or none can be made.</param>
/// <param name="CreateRange">The method that makes an immutable collection from its elements.</param>
/// <param name="NumberHandling">The type's <c>[JsonNumberHandling]</c>.</param>
internal sealed record CollectionContract(
    string TypeName,
    string Factory,
    EquatableArray<string> TypeArguments,
    ConstructorModel? Construction,
    string? CreateRange,
    NumberHandling? NumberHandling) : TypeContract(TypeName)
{
    /// <summary>The method that adds an element, where System.Text.Json doesn't know it.</summary>
    public string? Adder { get; init; }

    /// <summary>System.Text.Json can't make or fill one.</summary>
    public bool IsWriteOnly { get; init; }
}

/// <summary>A class, record, struct or interface that becomes a JSON object.</summary>
/// <param name="Constructor">How reading makes one; null when it can only be written.</param>
/// <param name="Members">In the reflection serializer's order: the most derived type first, its properties before its fields.</param>
/// <param name="Settings">What its attributes say about the whole type.</param>
internal sealed record ObjectContract(
    string TypeName,
    ConstructorModel? Constructor,
    EquatableArray<MemberModel> Members,
    ObjectSettings Settings) : TypeContract(TypeName)
{
    public bool IsValueType { get; init; }

    /// <summary>What <c>[JsonDerivedType]</c> names.</summary>
    public EquatableArray<string> DerivedTypes { get; init; }

    /// <summary>Whether reading gives a member's value to the constructor, and to no setter.</summary>
    public bool IsByConstructor(MemberModel member) =>
        Constructor?.IndexOf(member) is >= 0 and var parameter && Members.Count(other => Constructor.IndexOf(other) == parameter) == 1;
}

/// <summary>What attributes say about the whole type; null where the type doesn't have the attribute.</summary>
internal sealed record ObjectSettings(NumberHandling? NumberHandling, UnmappedMembers? UnmappedMembers, ObjectCreation? Creation);

/// <summary>How to make an instance.</summary>
/// <param name="Kind">The form of the expression.</param>
/// <param name="Owner">The type whose constructor it is.</param>
/// <param name="Parameters">Bound to members by name; empty for a parameterless constructor.</param>
internal sealed record ConstructorModel(ConstructorKind Kind, OwnerModel Owner, EquatableArray<ParameterModel> Parameters)
{
    /// <summary>The place of the parameter that takes a member's value, by System.Text.Json's rule; -1 for none.</summary>
    public int IndexOf(MemberModel member)
    {
        for (var i = 0; i < Parameters.Count; i++)
        {
            if (Parameters[i].TypeName == member.TypeName && Parameters[i].Name.Equals(member.Name, StringComparison.OrdinalIgnoreCase))
            {
                return i;
            }
        }

        return -1;
    }
}

internal enum ConstructorKind
{
    /// <summary><c>new T(…)</c>.</summary>
    New,

    /// <summary><c>default</c>: a struct without a constructor of its own.</summary>
    Default,

    /// <summary>An unsafe accessor: the constructor is not public, or <c>new</c> would insist on <c>required</c> members.</summary>
    Accessor,
}

/// <param name="OpenTypeName">The type in terms of the owner's type parameters, for an accessor's signature.</param>
/// <param name="Default">The default value as an expression, null without one.</param>
internal sealed record ParameterModel(string Name, string TypeName, string OpenTypeName, bool IsNullable, string? Default);

/// <summary>The type that declares a member. Accessors have to name it, and no type derived from it.</summary>
/// <param name="Generic">Set when the type, or one it is nested in, is generic.</param>
internal sealed record OwnerModel(string TypeName, bool IsValueType, GenericOwner? Generic);

/// <summary>The open form of a generic owner: accessors of its members live in a class with the same type parameters.</summary>
/// <param name="OpenTypeName">For example <c>global::Page&lt;T&gt;</c>.</param>
/// <param name="Parameters">For example <c>&lt;T&gt;</c>.</param>
/// <param name="Arguments">For example <c>&lt;int&gt;</c>.</param>
/// <param name="Constraints">For example <c>where T : notnull</c>.</param>
internal sealed record GenericOwner(string OpenTypeName, string Parameters, string Arguments, string Constraints);

/// <summary>One property or field.</summary>
internal sealed record MemberModel(string Name, string TypeName, string OpenTypeName, OwnerModel Owner)
{
    public bool IsField { get; init; }

    public bool IsVirtual { get; init; }

    public bool IsRequired { get; init; }

    public bool IsIncluded { get; init; }

    public bool IsExtensionData { get; init; }

    public Access Getter { get; init; }

    public Access Setter { get; init; }

    /// <summary>Its setter is code of the user's, which may notice when it is called.</summary>
    public bool HasSetterCode { get; init; }

    /// <summary>Writing null is an error.</summary>
    public bool GetNotNull { get; init; }

    /// <summary>Reading null is an error.</summary>
    public bool SetNotNull { get; init; }

    public string? JsonName { get; init; }

    public int Order { get; init; }

    public IgnoreCondition? IgnoreCondition { get; init; }

    public NumberHandling? NumberHandling { get; init; }

    public ObjectCreation? Creation { get; init; }

    public ConverterModel? Converter { get; init; }
}

/// <summary>How generated code reaches a getter, a setter or a field.</summary>
internal enum Access
{
    None,
    Direct,

    /// <summary>Through an unsafe accessor: it is not public, or <c>init</c>.</summary>
    Accessor,
}

/// <summary>What a <c>[JsonConverter]</c> names.</summary>
/// <param name="ConverterTypeName">A type with a parameterless constructor.</param>
/// <param name="UnderlyingTypeName">Set when it stands on a nullable value type: the converter may be one for the type itself.</param>
internal sealed record ConverterModel(string ConverterTypeName, string? UnderlyingTypeName);
