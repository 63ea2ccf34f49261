using Microsoft.CodeAnalysis;

namespace WsScaffold.Generator.Json;

/// <summary>One walk over the types reachable from a root, each visited once and by its shortest path.</summary>
internal sealed class ClosureWalk
{
    // Nobody writes more type arguments inside type arguments; a type that leads to ever new ones does.
    private const int DeepestNesting = 10;

    private readonly HashSet<string> seen = new(StringComparer.Ordinal);
    private readonly Queue<(ITypeSymbol Type, string Path, ISymbol? Holder)> pending = new();
    private string path = "";
    private ISymbol? holder;

    public List<TypeContract> Contracts { get; } = [];

    public List<UnsupportedShape> Unsupported { get; } = [];

    public void Run(ITypeSymbol root, CancellationToken ct)
    {
        path = root.Name;
        Reach(root, "");
        while (pending.Count > 0)
        {
            ct.ThrowIfCancellationRequested();
            (var type, path, holder) = pending.Dequeue();

            // Names of tuple elements are the compiler's: the type has Item1, Item2 and so on.
            Visit(type is INamedTypeSymbol { TupleUnderlyingType: { } underlying } ? underlying : type);
        }
    }

    /// <summary>Notes that the type being visited leads to another.</summary>
    /// <param name="via">The member or parameter that has it; left out for elements of a collection, whose holder is the collection's.</param>
    public void Reach(ITypeSymbol type, string step, ISymbol? via = null)
    {
        if (Nesting(type) > DeepestNesting)
        {
            Refuse(type.OriginalDefinition, UnsupportedReason.Endless, step, via);
        }
        else if (seen.Add(TypeNames.Of(type)))
        {
            pending.Enqueue((type, path + step, via ?? holder));
        }
    }

    /// <inheritdoc cref="Reach"/>
    public void Refuse(ITypeSymbol type, UnsupportedReason reason, string step = "", ISymbol? via = null) =>
        Unsupported.Add(new(path + step, type.ToDisplayString(SymbolDisplayFormat.CSharpErrorMessageFormat), reason, via ?? holder));

    private void Visit(ITypeSymbol type)
    {
        if (Refusal(type) is var reason and not UnsupportedReason.None)
        {
            Refuse(type, reason);
        }
        else if (Describe(type) is { } contract)
        {
            Contracts.Add(contract);
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

        if (type is INamedTypeSymbol { OriginalDefinition.SpecialType: SpecialType.System_Nullable_T } nullable)
        {
            Reach(nullable.TypeArguments[0], "");
            return new NullableContract(name, TypeNames.Of(nullable.TypeArguments[0]));
        }

        if (type.TypeKind == TypeKind.Enum)
        {
            return new EnumContract(name);
        }

        return CollectionParser.Applies(type)
            ? CollectionParser.Parse(type, this)
            : ObjectParser.Parse((INamedTypeSymbol)type, this);
    }

    private static int Nesting(ITypeSymbol type) => type switch
    {
        IArrayTypeSymbol array => Nesting(array.ElementType) + 1,
        INamedTypeSymbol { TypeArguments.IsEmpty: false } generic => generic.TypeArguments.Max(Nesting) + 1,
        _ => 0,
    };

    // An object is read as a JsonElement, which then has to be writable.
    private void ReachUntyped()
    {
        const string Element = "global::System.Text.Json.JsonElement";
        if (seen.Add(Element))
        {
            Contracts.Add(new ScalarContract(Element, "JsonElementConverter"));
        }
    }

    private static UnsupportedReason Refusal(ITypeSymbol type) => type switch
    {
        { TypeKind: TypeKind.Error } => UnsupportedReason.DoesNotExist,
        { TypeKind: TypeKind.Pointer or TypeKind.FunctionPointer } => UnsupportedReason.Pointer,
        { TypeKind: TypeKind.Delegate } => UnsupportedReason.Delegate,
        { TypeKind: TypeKind.TypeParameter } => UnsupportedReason.OpenGeneric,
        INamedTypeSymbol { IsUnboundGenericType: true } => UnsupportedReason.OpenGeneric,
        { IsRefLikeType: true } => UnsupportedReason.RefStruct,
        IArrayTypeSymbol { Rank: > 1 } => UnsupportedReason.MultiDimensionalArray,
        { SpecialType: SpecialType.System_IntPtr or SpecialType.System_UIntPtr or SpecialType.System_Void } => UnsupportedReason.RefusedBySerializer,
        _ when TypeNames.OfDefinition(type) is "System.Type" or "System.Runtime.Serialization.SerializationInfo" => UnsupportedReason.RefusedBySerializer,
        _ when TypeNames.OfDefinition(type).StartsWith("System.Reflection.", StringComparison.Ordinal) => UnsupportedReason.RefusedBySerializer,
        _ when !TypeNames.CanBeNamed(type) => UnsupportedReason.CannotBeNamed,
        _ => UnsupportedReason.None,
    };
}
