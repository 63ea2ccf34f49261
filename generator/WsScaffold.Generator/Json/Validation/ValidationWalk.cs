using Microsoft.CodeAnalysis;

namespace WsScaffold.Generator.Json.Validation;

/// <summary>Finds what the attributes of System.ComponentModel.DataAnnotations say about a body and all that it consists of.</summary>
internal sealed class ValidationWalk(ContractOptions options)
{
    private const string Validatable = "System.ComponentModel.DataAnnotations.IValidatableObject";

    private readonly Dictionary<string, ValidatedType> _types = new(StringComparer.Ordinal);
    private readonly HashSet<string> _seen = new(StringComparer.Ordinal);
    private readonly Queue<(ITypeSymbol Type, string Path)> _pending = new();

    public List<UnsupportedShape> Unsupported { get; } = [];

    /// <summary>The types that are checked or lead to such; none when no attribute is found.</summary>
    public IEnumerable<ValidatedType> Run(ITypeSymbol root, CancellationToken ct)
    {
        Reach(root, root.Name);
        while (_pending.Count > 0)
        {
            ct.ThrowIfCancellationRequested();
            var (type, path) = _pending.Dequeue();
            if (Describe(type, path) is { } model)
            {
                _types.Add(model.TypeName, model);
            }
        }

        return Kept();
    }

    private IEnumerable<ValidatedType> Kept()
    {
        var kept = new HashSet<string>(
            _types.Values.Where(static type => type.HasRules).Select(static type => type.TypeName),
            StringComparer.Ordinal
        );
        while (_types.Values.Any(type => type.Parts.Any(kept.Contains) && kept.Add(type.TypeName))) { }

        return _types
            .Values.Where(type => kept.Contains(type.TypeName))
            .Select(type =>
                type with
                {
                    Members = type
                        .Members.Where(member => member.Rules.Count > 0 || kept.Contains(member.TypeName) || type.ChecksItself)
                        .ToEquatableArray(),
                    DerivedTypes = type.DerivedTypes.Where(kept.Contains).ToEquatableArray(),
                }
            );
    }

    private void Reach(ITypeSymbol type, string path)
    {
        if (_seen.Add(TypeNames.Of(type)))
        {
            _pending.Enqueue((type, path));
        }
    }

    private ValidatedType? Describe(ITypeSymbol type, string path)
    {
        if (type.NullableUnderlying() is { } underlying)
        {
            return Container(type, ValidatedKind.Nullable, underlying, path);
        }

        if (
            Scalars.Find(type) is not null
            || type is not (IArrayTypeSymbol { Rank: 1 } or INamedTypeSymbol)
            || type.IsRefLikeType
            || !TypeNames.CanBeNamed(type)
        )
        {
            return null;
        }

        return (Implemented(type, "IDictionary", 2) ?? Implemented(type, "IReadOnlyDictionary", 2)) is { } dictionary
                ? Container(type, ValidatedKind.Entries, dictionary.TypeArguments[1], path + "[]") with
                {
                    Key = TypeNames.Of(dictionary.TypeArguments[0]),
                }
            : Implemented(type, "IEnumerable", 1) is { } items ? Container(type, ValidatedKind.Items, items.TypeArguments[0], path + "[]")
            : type is INamedTypeSymbol { TypeKind: TypeKind.Class or TypeKind.Struct or TypeKind.Interface } named
            && !JsonAttributes.Has(type, "JsonConverterAttribute")
                ? Object(named, path)
            : null;
    }

    private ValidatedType Container(ITypeSymbol type, ValidatedKind kind, ITypeSymbol part, string path)
    {
        Reach(part, path);
        return new(TypeNames.Of(type), kind) { Part = TypeNames.Of(part), IsValueType = type.IsValueType, Warnings = UseWarnings.Of(type) };
    }

    private ValidatedType Object(INamedTypeSymbol type, string path)
    {
        var derived = JsonAttributes.DerivedTypes(type)
            .Select(static derived => derived.Type)
            .Where(one => !SymbolEqualityComparer.Default.Equals(one, type))
            .ToArray();
        foreach (var one in derived)
        {
            Reach(one, path);
        }

        var attributes = new ValidationAttributes(this, path);
        return new(TypeNames.Of(type), ValidatedKind.Object)
        {
            IsValueType = type.IsValueType,
            Members = Members(type, attributes, path).ToEquatableArray(),
            Rules = attributes.OfType(type).ToEquatableArray(),
            ChecksItself = type.Implements(Validatable),
            DerivedTypes = derived.Select(TypeNames.Of).ToEquatableArray(),
            Warnings = UseWarnings.Of(type).Concat(attributes.Warnings).InOrder().ToEquatableArray(),
        };
    }

    private IEnumerable<ValidatedMember> Members(INamedTypeSymbol type, ValidationAttributes attributes, string path)
    {
        // A member of a derived type takes the place of what it hides or overrides.
        var names = new HashSet<string>(StringComparer.Ordinal);
        foreach (var member in ObjectParser.Hierarchy(type).SelectMany(static declaring => declaring.GetMembers()))
        {
            if (member.IsStatic || TypeOf(member) is not { } memberType || !IsChecked(member) || !names.Add(member.Name))
            {
                continue;
            }

            var jsonName = JsonAttributes.NameOf(member, options.Naming);
            var display = ValidationAttributes.DisplayName(member) ?? (jsonName.Length == 0 ? member.Name : jsonName);
            Reach(memberType, $"{path}.{member.Name}");
            yield return new(
                member.Name,
                jsonName,
                display,
                TypeNames.Of(memberType),
                attributes.OfMember(member, memberType, type, options).ToEquatableArray(),
                Accessor(member, memberType));
        }
    }

    private static ITypeSymbol? TypeOf(ISymbol member) => member switch
    {
        IPropertySymbol { IsIndexer: false, GetMethod: not null, ExplicitInterfaceImplementations.Length: 0 } property => property.Type,
        IFieldSymbol { IsImplicitlyDeclared: false } field => field.Type,
        _ => null,
    };

    // What is sent, and public properties that are not: they are checked because somebody put an attribute on them.
    private static bool IsChecked(ISymbol member) =>
        JsonAttributes.Has(member, "JsonIncludeAttribute")
        || member is IPropertySymbol { DeclaredAccessibility: Accessibility.Public, GetMethod.DeclaredAccessibility: Accessibility.Public };

    private static MemberModel? Accessor(ISymbol member, ITypeSymbol type)
    {
        var isOpen = member.DeclaredAccessibility == Accessibility.Public
            && member is not IPropertySymbol { GetMethod.DeclaredAccessibility: not Accessibility.Public }
            && !UseWarnings.Apply(member);
        var open = member.OriginalDefinition is IPropertySymbol property ? property.Type : ((IFieldSymbol)member.OriginalDefinition).Type;
        return isOpen ? null : new(member.Name, TypeNames.Of(type), TypeNames.Of(open), Owners.Of(member.ContainingType))
        {
            IsField = member is IFieldSymbol,
            Getter = Access.Accessor,
        };
    }

    /// <summary>The collection interface of that name that a type is or implements.</summary>
    public static INamedTypeSymbol? Implemented(ITypeSymbol type, string name, int arity)
    {
        var definition = "System.Collections.Generic." + name;
        return type is INamedTypeSymbol named && IsIt(named) ? named : type.AllInterfaces.FirstOrDefault(IsIt);

        bool IsIt(INamedTypeSymbol candidate) => candidate.TypeArguments.Length == arity && TypeNames.OfDefinition(candidate) == definition;
    }
}
