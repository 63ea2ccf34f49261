namespace WsScaffold.Generator.Json.Validation;

// Models are text, as those of contracts are.

/// <summary>A type of a body that is checked, or that leads to one that is.</summary>
internal sealed record ValidatedType(string TypeName, ValidatedKind Kind)
{
    /// <summary>The type of a dictionary's keys.</summary>
    public string? Key { get; init; }

    /// <summary>The type of the elements, of the values of a dictionary, or of what a nullable holds.</summary>
    public string? Part { get; init; }

    public bool IsValueType { get; init; }

    public EquatableArray<ValidatedMember> Members { get; init; }

    /// <summary>The attributes of the type itself.</summary>
    public EquatableArray<string> Rules { get; init; }

    /// <summary>It implements <c>IValidatableObject</c>.</summary>
    public bool ChecksItself { get; init; }

    public EquatableArray<string> DerivedTypes { get; init; }

    /// <summary>What the compiler would say to code that names the type or its attributes.</summary>
    public EquatableArray<string> Warnings { get; init; }

    /// <summary>The types that it leads to.</summary>
    public IEnumerable<string> Parts =>
        Members.Select(static member => member.TypeName).Concat(DerivedTypes).Concat(Part is null ? [] : [Part]);

    public bool HasRules => Rules.Count > 0 || ChecksItself || Members.Any(static member => member.Rules.Count > 0);
}

internal enum ValidatedKind
{
    Object,
    Items,
    Entries,
    Nullable,
}

/// <param name="DisplayName">What messages call it.</param>
/// <param name="Rules">Its attributes, as expressions that make them.</param>
/// <param name="Accessor">Set when the getter can only be reached by an unsafe accessor.</param>
internal sealed record ValidatedMember(
    string Name,
    string JsonName,
    string DisplayName,
    string TypeName,
    EquatableArray<string> Rules,
    MemberModel? Accessor
);
