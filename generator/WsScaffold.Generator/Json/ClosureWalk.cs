using Microsoft.CodeAnalysis;

namespace WsScaffold.Generator.Json;

/// <summary>One walk over the types reachable from a root, each visited once and by its shortest path.</summary>
/// <param name="options">What the API says about JSON.</param>
/// <param name="expanded">The type of the project's own context whose parts this walk is for.</param>
internal sealed class ClosureWalk(ContractOptions options, string? expanded = null)
{
    // Nobody writes more type arguments inside type arguments; a type that leads to ever new ones does.
    private const int DeepestNesting = 10;

    private readonly HashSet<string> _seen = new(StringComparer.Ordinal);
    private readonly Queue<(ITypeSymbol Type, string Path, ISymbol? Holder)> _pending = new();
    private readonly Dictionary<string, ITypeSymbol> _listed = new(StringComparer.Ordinal);
    private readonly HashSet<string> _taken = new(StringComparer.Ordinal);
    private string _path = "";
    private ISymbol? _holder;

    public List<TypeContract> Contracts { get; } = [];

    public List<UnsupportedShape> Unsupported { get; } = [];

    public ContractOptions Options => options;

    public void Run(ITypeSymbol root, CancellationToken ct)
    {
        _path = root.Name;
        Reach(root, "");
        while (_pending.Count > 0)
        {
            ct.ThrowIfCancellationRequested();
            (var type, _path, _holder) = _pending.Dequeue();

            // Names of tuple elements are the compiler's: the type has Item1, Item2 and so on.
            Visit(type is INamedTypeSymbol { TupleUnderlyingType: { } underlying } ? underlying : type, ct);
        }
    }

    /// <summary>Notes that the type being visited leads to another.</summary>
    /// <param name="via">
    /// The member or parameter that has it; left out for elements of a collection, whose holder is the collection's.
    /// </param>
    public void Reach(ITypeSymbol type, string step, ISymbol? via = null)
    {
        if (IsEndless(type))
        {
            Reject(type.OriginalDefinition, UnsupportedReason.Endless, step, via);
        }
        else if (_seen.Add(TypeNames.Of(type)))
        {
            _pending.Enqueue((type, _path + step, via ?? _holder));
        }
    }

    /// <inheritdoc cref="Reach"/>
    public void Reject(ITypeSymbol type, UnsupportedReason reason, string step = "", ISymbol? via = null) =>
        Unsupported.Add(
            new(_path + step, type.ToDisplayString(SymbolDisplayFormat.CSharpErrorMessageFormat), reason, Holder: via ?? _holder)
        );

    /// <summary>Rejects a member of the type being visited.</summary>
    /// <param name="other">What it can't be beside.</param>
    public void Reject(ISymbol? member, string name, string typeName, UnsupportedReason reason, string? other = null) =>
        Unsupported.Add(new($"{_path}.{name}", TypeNames.ForMessages(typeName), reason, other, member ?? _holder));

    /// <summary>Rejects what an attribute of the type being visited says.</summary>
    /// <param name="attribute">The attribute; null for a keyword.</param>
    /// <param name="on">The type, or the member of it that has the attribute.</param>
    /// <param name="problem">What is wrong and what to do: the end of a sentence, and another.</param>
    public void RejectAttribute(AttributeData? attribute, ISymbol on, string problem) => Unsupported.Add(new(
        on is ITypeSymbol ? _path : $"{_path}.{on.Name}",
        on.ToDisplayString(SymbolDisplayFormat.CSharpShortErrorMessageFormat),
        UnsupportedReason.Attribute,
        problem,
        on,
        attribute));

    private void Visit(ITypeSymbol type, CancellationToken ct)
    {
        var name = TypeNames.Of(type);
        if (options.Own is { } own && own.Lists(name) && expanded != name)
        {
            Contracts.Add(new OwnContract(name));
            if (expanded is null)
            {
                TakeParts(type, name, ct);
            }
            else
            {
                _listed[name] = type;
            }
        }
        else if (Rejection(type) is var reason and not UnsupportedReason.None)
        {
            Reject(type, reason);
        }
        else if (Describe(type) is { } contract)
        {
            Contracts.Add(contract with { Warnings = UseWarnings.Of(type) });
        }
    }

    // What the context lists is its own; what that consists of is generated like everything else, so that an enum has one
    // form everywhere. Unless some of it can't be: then all of it is the context's. Each is walked once, however many of the
    // others lead to it.
    private void TakeParts(ITypeSymbol type, string name, CancellationToken ct)
    {
        if (!_taken.Add(name))
        {
            return;
        }

        var parts = new ClosureWalk(options, name);
        parts.Run(type, ct);
        if (parts.Unsupported.Count > 0)
        {
            return;
        }

        Contracts.AddRange(parts.Contracts.Where(contract => contract.TypeName != name && _seen.Add(contract.TypeName)));
        foreach (var inner in parts._listed)
        {
            TakeParts(inner.Value, inner.Key, ct);
        }
    }

    // The order is System.Text.Json's: the type's own converter, then built-in converters, then collections, then objects.
    private TypeContract? Describe(ITypeSymbol type)
    {
        var name = TypeNames.Of(type);
        if (ConverterParser.Find(type, type, this, out var converter))
        {
            return converter is null ? null : new ConvertedContract(name, converter);
        }

        if (Scalars.Find(type) is { } scalar)
        {
            if (scalar == "ObjectConverter")
            {
                ReachUntyped();
            }

            return new ScalarContract(name, scalar);
        }

        if (type.NullableUnderlying() is { } underlying)
        {
            Reach(underlying, "");
            return new NullableContract(name, TypeNames.Of(underlying));
        }

        if (type.TypeKind == TypeKind.Enum)
        {
            return EnumParser.Parse((INamedTypeSymbol)type);
        }

        return CollectionParser.Applies(type)
            ? CollectionParser.Parse(type, this)
            : ObjectParser.Parse((INamedTypeSymbol)type, this);
    }

    /// <summary>Whether only a type that leads to ever new ones is made of so many.</summary>
    public static bool IsEndless(ITypeSymbol type) => Nesting(type) > DeepestNesting;

    private static int Nesting(ITypeSymbol type) => type switch
    {
        IArrayTypeSymbol array => Nesting(array.ElementType) + 1,
        INamedTypeSymbol named => Math.Max(
            named.TypeArguments.IsEmpty ? 0 : named.TypeArguments.Max(Nesting) + 1,
            named.ContainingType is { } outer ? Nesting(outer) : 0),
        _ => 0,
    };

    /// <summary>
    /// Notes that the type being visited holds objects. These are read as <c>JsonElement</c>, which then has to be writable; keys
    /// of untyped dictionaries are strings.
    /// </summary>
    public void ReachUntyped()
    {
        Take("global::System.Text.Json.JsonElement", "JsonElementConverter");
        Take("object", "ObjectConverter");
        Take("string", "StringConverter");

        void Take(string name, string converter)
        {
            if (_seen.Add(name))
            {
                Contracts.Add(new ScalarContract(name, converter));
            }
        }
    }

    private static UnsupportedReason Rejection(ITypeSymbol type) =>
        type switch
        {
            { TypeKind: TypeKind.Error } => UnsupportedReason.DoesNotExist,
            { TypeKind: TypeKind.Pointer or TypeKind.FunctionPointer } => UnsupportedReason.Pointer,
            { TypeKind: TypeKind.Delegate } => UnsupportedReason.Delegate,
            { TypeKind: TypeKind.TypeParameter } => UnsupportedReason.OpenGeneric,
            INamedTypeSymbol { IsUnboundGenericType: true } => UnsupportedReason.OpenGeneric,
            { IsRefLikeType: true } => UnsupportedReason.RefStruct,
            IArrayTypeSymbol { Rank: > 1 } => UnsupportedReason.MultiDimensionalArray,
            { SpecialType: SpecialType.System_IntPtr or SpecialType.System_UIntPtr or SpecialType.System_Void } =>
                UnsupportedReason.RejectedBySerializer,
            _ when TypeNames.OfDefinition(type) is "System.Type" or "System.Runtime.Serialization.SerializationInfo" =>
                UnsupportedReason.RejectedBySerializer,
            _ when TypeNames.OfDefinition(type).StartsWith("System.Reflection.", StringComparison.Ordinal) =>
                UnsupportedReason.RejectedBySerializer,
            _ when !TypeNames.CanBeNamed(type) => UnsupportedReason.CannotBeNamed,
            _ => UnsupportedReason.None,
        };
}
