using Microsoft.CodeAnalysis;

namespace WsScaffold.Generator.Json;

/// <summary>
/// Describes arrays, lists, dictionaries and the other collections, in the order in which System.Text.Json tries their shapes.
/// </summary>
internal static class CollectionParser
{
    private const string Generic = "System.Collections.Generic.";
    private const string Concurrent = "System.Collections.Concurrent.";
    private const string Immutable = "System.Collections.Immutable.";

    /// <summary>Base classes and interfaces in the order in which they are tried, with the method that makes their contract.</summary>
    private static readonly (string Definition, string Factory)[] _shapes =
    [
        (Generic + "List", "CreateListInfo"),
        (Generic + "Dictionary", "CreateDictionaryInfo"),
        (Generic + "IDictionary", "CreateIDictionaryInfo"),
        (Generic + "IReadOnlyDictionary", "CreateIReadOnlyDictionaryInfo"),
        (Generic + "IList", "CreateIListInfo"),
        (Generic + "ISet", "CreateISetInfo"),
        (Generic + "ICollection", "CreateICollectionInfo"),
        (Generic + "Stack", "CreateStackInfo"),
        (Generic + "Queue", "CreateQueueInfo"),
        (Concurrent + "ConcurrentStack", "CreateConcurrentStackInfo"),
        (Concurrent + "ConcurrentQueue", "CreateConcurrentQueueInfo"),
        (Generic + "IEnumerable", "CreateIEnumerableInfo"),
    ];

    public static bool Applies(ITypeSymbol type) =>
        type is IArrayTypeSymbol
        || IsMemory(type)
        || type.SpecialType == SpecialType.System_Collections_IEnumerable
        || type.AllInterfaces.Any(i => i.SpecialType == SpecialType.System_Collections_IEnumerable)
        || IsAsyncStream(type);

    public static CollectionContract? Parse(ITypeSymbol type, ClosureWalk walk)
    {
        if (type is IArrayTypeSymbol array)
        {
            return Make(type, "CreateArrayInfo", [array.ElementType], withCollection: false, createRange: null, walk);
        }

        var named = (INamedTypeSymbol)type;
        if (IsMemory(type))
        {
            return Make(type, $"Create{type.Name}Info", named.TypeArguments, withCollection: false, createRange: null, walk);
        }

        if (IsAsyncStream(type))
        {
            walk.Reject(type, UnsupportedReason.AsyncStream);
            return null;
        }

        if (ImmutableBuilder(named) is { } builder)
        {
            var factory = named.TypeArguments.Length == 2 ? "CreateImmutableDictionaryInfo" : "CreateImmutableEnumerableInfo";
            return Make(type, factory, named.TypeArguments, withCollection: true, builder, walk);
        }

        foreach (var (definition, factory) in _shapes)
        {
            if (FindShape(named, definition) is { } shape)
            {
                return Make(type, factory, shape.TypeArguments, withCollection: true, createRange: null, walk);
            }
        }

        return Untyped(named, walk);
    }

    // Collections that are not generic hold objects.
    private static CollectionContract? Untyped(INamedTypeSymbol type, ClosureWalk walk)
    {
        const string NonGeneric = "System.Collections.";
        var (factory, adder) = type switch
        {
            _ when Is(type, NonGeneric + "IDictionary") => ("CreateIDictionaryInfo", null),
            _ when Is(type, NonGeneric + "IList") => ("CreateIListInfo", null),
            _ when Is(type, NonGeneric + "Stack") => ("CreateStackInfo", "Push"),
            _ when Is(type, NonGeneric + "Queue") => ("CreateQueueInfo", "Enqueue"),
            _ => ("CreateIEnumerableInfo", default(string)),
        };
        walk.ReachUntyped();
        var contract = Make(type, factory, [], withCollection: true, createRange: null, walk)!;
        return contract with
        {
            Adder = adder,
            IsWriteOnly =
                contract.IsWriteOnly
                || (
                    factory == "CreateIEnumerableInfo"
                    && TypeNames.OfDefinition(type) is not (NonGeneric + "IEnumerable" or NonGeneric + "ICollection")
                ),
        };
    }

    private static bool Is(INamedTypeSymbol type, string definition) =>
        type.SelfAndBases()
            .Concat(type.AllInterfaces)
            .Any(candidate => !candidate.IsGenericType && TypeNames.OfDefinition(candidate) == definition);

    // Interfaces are made as the List, HashSet or Dictionary that implements them; nobody knows how to add to the others.
    private static bool IsWriteOnly(ITypeSymbol type, string factory, ConstructorModel? construction) =>
        type switch
        {
            { TypeKind: TypeKind.Interface } => TypeNames.OfDefinition(type)
                is not (
                    Generic + "IEnumerable"
                    or Generic + "ICollection"
                    or Generic + "IReadOnlyCollection"
                    or Generic + "IList"
                    or Generic + "IReadOnlyList"
                    or Generic + "ISet"
                    or Generic + "IDictionary"
                    or Generic + "IReadOnlyDictionary"
                    or "System.Collections.IEnumerable"
                    or "System.Collections.ICollection"
                    or "System.Collections.IList"
                    or "System.Collections.IDictionary"
                ),
            _ => construction is null || factory is "CreateIEnumerableInfo" or "CreateIReadOnlyDictionaryInfo",
        };

    private static CollectionContract? Make(
        ITypeSymbol type, string factory, IReadOnlyList<ITypeSymbol> elements, bool withCollection, string? createRange, ClosureWalk walk)
    {
        if (elements.Count == 2 && !IsDictionaryKey(elements[0]))
        {
            walk.Reject(elements[0], UnsupportedReason.DictionaryKey, "[key]");
            return null;
        }

        for (var i = 0; i < elements.Count; i++)
        {
            walk.Reach(elements[i], elements.Count == 2 && i == 0 ? "[key]" : "[]");
        }

        var names = elements.Select(TypeNames.Of);
        var construction = withCollection && createRange is null ? Construction((INamedTypeSymbol)type) : null;
        return new(
            TypeNames.Of(type),
            factory,
            (withCollection ? names.Prepend(TypeNames.Of(type)) : names).ToEquatableArray(),
            construction,
            createRange,
            JsonAttributes.NumberHandlingOf(type))
        {
            IsWriteOnly = withCollection && createRange is null && IsWriteOnly(type, factory, construction),
        };
    }

    private static ConstructorModel? Construction(INamedTypeSymbol type) =>
        ConstructorParser.Choose(type) is { Parameters.Length: 0, DeclaredAccessibility: Accessibility.Public } constructor
            ? ConstructorParser.Parse(type, constructor)
            : null;

    private static INamedTypeSymbol? FindShape(INamedTypeSymbol type, string definition) =>
        type.SelfAndBases()
            .Concat(type.AllInterfaces)
            .FirstOrDefault(one => one.IsGenericType && TypeNames.OfDefinition(one) == definition);

    /// <summary>The method that fills an immutable collection, by the name of the type or interface.</summary>
    private static string? ImmutableBuilder(INamedTypeSymbol type)
    {
        var definition = TypeNames.OfDefinition(type);
        if (!definition.StartsWith(Immutable, StringComparison.Ordinal))
        {
            return null;
        }

        var builder = definition.Substring(Immutable.Length) switch
        {
            "IImmutableList" => "ImmutableList",
            "IImmutableSet" => "ImmutableHashSet",
            "IImmutableStack" => "ImmutableStack",
            "IImmutableQueue" => "ImmutableQueue",
            "IImmutableDictionary" => "ImmutableDictionary",
            var name => name,
        };
        var elements = string.Join(", ", type.TypeArguments.Select(TypeNames.Of));
        return $"global::{Immutable}{builder}.CreateRange<{elements}>";
    }

    // https://learn.microsoft.com/dotnet/standard/serialization/system-text-json/supported-types#supported-key-types
    private static bool IsDictionaryKey(ITypeSymbol type) =>
        type.TypeKind == TypeKind.Enum
        || type.SpecialType == SpecialType.System_Object
        || (
            Scalars.Find(type) is { } scalar
            && !scalar.StartsWith("Json", StringComparison.Ordinal)
            && !scalar.Contains("ByteArray")
            && !scalar.Contains("Memory")
        )
        || JsonAttributes.Has(type, "JsonConverterAttribute");

    private static bool IsMemory(ITypeSymbol type) =>
        type is INamedTypeSymbol { TypeArguments.Length: 1 } && TypeNames.OfDefinition(type) is "System.Memory" or "System.ReadOnlyMemory";

    private static bool IsAsyncStream(ITypeSymbol type) =>
        type is INamedTypeSymbol named
        && named.AllInterfaces.Add(named).Any(i => TypeNames.OfDefinition(i) == Generic + "IAsyncEnumerable");
}
