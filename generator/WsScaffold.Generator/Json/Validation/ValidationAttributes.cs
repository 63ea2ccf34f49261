using Microsoft.CodeAnalysis;

namespace WsScaffold.Generator.Json.Validation;

/// <summary>
/// Turns validation attributes into expressions that make them. Those that would need reflection at run time have
/// counterparts in <c>WsScaffold.Generated.Json.BodyRules</c>; what has none is rejected.
/// </summary>
internal sealed class ValidationAttributes(ValidationWalk walk, string path)
{
    private const string Namespace = "System.ComponentModel.DataAnnotations.";
    private const string Rules = "global::WsScaffold.Generated.Json.BodyRules.";

    /// <summary>
    /// The milliseconds that a regular expression may take where the attribute doesn't say. The text is the client's, and
    /// some patterns take forever on some texts.
    /// See <see href="https://learn.microsoft.com/dotnet/standard/base-types/best-practices-regex#use-time-out-values"/>.
    /// </summary>
    private const int MatchTimeout = 250;

    private readonly List<string> _warnings = [];

    public IEnumerable<string> Warnings => _warnings;

    /// <summary>The name that the user gives a member in messages; null for its name in JSON.</summary>
    public static string? DisplayName(ISymbol member) =>
        member.Attribute(Namespace + "DisplayAttribute") is { } display && display.Named("ResourceType") is null
            ? display.Named("Name")?.Value as string
        : member.Attribute("System.ComponentModel.DisplayNameAttribute")?.ConstructorArguments is [{ Value: string name }] ? name
        : null;

    public IEnumerable<string> OfType(INamedTypeSymbol type) =>
        Collect(type.SelfAndBases().TakeWhile(static current => current.SpecialType == SpecialType.None))
            .Select(attribute => Make(attribute, ""))
            .OfType<string>();

    public IEnumerable<string> OfMember(ISymbol member, ITypeSymbol type, INamedTypeSymbol holder, ContractOptions options)
    {
        foreach (var attribute in On(member, type, holder))
        {
            var rule = TypeNames.OfDefinition(attribute.AttributeClass!) switch
            {
                Namespace + "MinLengthAttribute" or Namespace + "MaxLengthAttribute" or Namespace + "LengthAttribute" => OfLength(
                    attribute,
                    member,
                    type
                ),
                Namespace + "CompareAttribute" => Compare(attribute, member, holder, options),
                Namespace + "RangeAttribute" when attribute.ConstructorArguments.Length == 3 => Range(attribute, member, type),
                Namespace + "RegularExpressionAttribute" when attribute.Named("MatchTimeoutInMilliseconds") is null =>
                    Make(attribute, member.Name, $"MatchTimeoutInMilliseconds = {MatchTimeout}"),
                _ => Make(attribute, member.Name),
            };
            if (rule is not null)
            {
                yield return rule;
            }
        }
    }

    /// <summary>The validation attributes of a member: its own, and those of what it overrides.</summary>
    public static IEnumerable<AttributeData> On(ISymbol member, ITypeSymbol type, INamedTypeSymbol holder)
    {
        var chain = new List<ISymbol> { member };
        for (
            var overridden = (member as IPropertySymbol)?.OverriddenProperty;
            overridden is not null;
            overridden = overridden.OverriddenProperty
        )
        {
            chain.Add(overridden);
        }

        // The attributes of a positional record stand on its parameters.
        chain.AddRange(
            ConstructorParser
                .Choose(holder)
                ?.Parameters.Where(parameter =>
                    parameter.Name.Equals(member.Name, StringComparison.OrdinalIgnoreCase)
                    && SymbolEqualityComparer.Default.Equals(parameter.Type, type)
                )
                ?? []
        );
        return Collect(chain);
    }

    // Of one that is repeated without being allowed to be, the first found is the most derived.
    private static IEnumerable<AttributeData> Collect(IEnumerable<ISymbol> chain)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var symbol in chain)
        {
            var own = symbol
                .GetAttributes()
                .Where(static attribute => attribute.AttributeClass.DerivesFrom(Namespace + "ValidationAttribute"))
                .ToArray();
            foreach (
                var attribute in own.Where(attribute =>
                    AllowsMany(attribute.AttributeClass!) || !seen.Contains(TypeNames.Of(attribute.AttributeClass!))
                )
            )
            {
                yield return attribute;
            }

            seen.UnionWith(own.Select(static attribute => TypeNames.Of(attribute.AttributeClass!)));
        }
    }

    private string? OfLength(AttributeData attribute, ISymbol member, ITypeSymbol type)
    {
        var counted = Count(type);
        var kind = attribute.AttributeClass!.AttributeName();
        var arguments = attribute.ConstructorArguments.Select(Expression).ToArray();
        if (counted is null || arguments.Contains(null) || Assignments(attribute) is not { } assignments)
        {
            return Reject(attribute, member.Name);
        }

        var bounds = arguments.Length == 0 ? "" : ", " + string.Join(", ", arguments);
        return $"new {Rules}{kind}(static value => (({TypeNames.Of(type)})value){counted}{bounds}){Initializer(assignments)}";
    }

    private static string? Count(ITypeSymbol type) =>
        type switch
        {
            IArrayTypeSymbol or { SpecialType: SpecialType.System_String } => ".Length",
            _ when TypeNames.OfDefinition(type) == "System.Collections.Immutable.ImmutableArray" =>
                " is { IsDefault: false } items ? items.Length : 0",
            _ when type.SelfAndBases().Concat(type.TypeKind == TypeKind.Interface ? type.AllInterfaces : []).Any(HasCount) => ".Count",
            _ => null,
        };

    private static bool HasCount(INamedTypeSymbol type) => type.GetMembers("Count").Any(static count =>
        count is IPropertySymbol { Type.SpecialType: SpecialType.System_Int32, DeclaredAccessibility: Accessibility.Public });

    private string? Compare(AttributeData attribute, ISymbol member, INamedTypeSymbol holder, ContractOptions options)
    {
        if (attribute.ConstructorArguments is not [{ Value: string name }]
            || ObjectParser.Hierarchy(holder).SelectMany(declaring => declaring.GetMembers(name)).OfType<IPropertySymbol>().FirstOrDefault()
                is not { GetMethod.DeclaredAccessibility: Accessibility.Public, DeclaredAccessibility: Accessibility.Public } other
            || Assignments(attribute) is not { } assignments)
        {
            return Reject(attribute, member.Name);
        }

        var display = DisplayName(other) ?? JsonAttributes.NameOf(other, options.Naming);
        return $"new {Rules}Compare(static holder => (({TypeNames.Of(holder)})holder).{name.Escaped()}, "
            + $"{display.Literal()}){Initializer(assignments)}";
    }

    // RangeAttribute would find the type's converter by reflection.
    private string? Range(AttributeData attribute, ISymbol member, ITypeSymbol type)
    {
        var compared = type.NullableUnderlying() ?? type;
        var isParsable = compared.AllInterfaces.Any(one =>
            one.Is(WellKnown.Parsable) && SymbolEqualityComparer.Default.Equals(one.TypeArguments[0], compared)
        );
        if (
            !isParsable
            || attribute.ConstructorArguments is not [{ Value: ITypeSymbol operand }, { Value: string least }, { Value: string most }]
            || !SymbolEqualityComparer.Default.Equals(operand, compared)
            || Assignments(attribute, "ParseLimitsInInvariantCulture", "ConvertValueInInvariantCulture") is not { } assignments)
        {
            return Reject(attribute, member.Name);
        }

        return $"new {Rules}Range<{TypeNames.Of(compared)}>({least.Literal()}, {most.Literal()}){Initializer(assignments)}";
    }

    private string? Make(AttributeData attribute, string member, params string[] more)
    {
        var type = attribute.AttributeClass!;
        var arguments = attribute.ConstructorArguments.Select(Expression).ToArray();
        if (attribute.AttributeConstructor is not { } constructor
            || !constructor.IsAccessibleInAssembly()
            || !TypeNames.CanBeNamed(type)
            || NeedsReflection(type)
            || NeedsReflection(constructor)
            || UseWarnings.IsError(constructor)
            || arguments.Contains(null)
            || Assignments(attribute) is not { } assignments)
        {
            return Reject(attribute, member);
        }

        _warnings.AddRange(UseWarnings.Of(type).Concat(UseWarnings.Of(constructor)));
        return $"new {TypeNames.Of(type)}({string.Join(", ", arguments)}){Initializer([.. assignments, .. more])}";
    }

    /// <summary>The attribute's named arguments as assignments; null when one can't be written.</summary>
    private static string[]? Assignments(AttributeData attribute, params string[] except)
    {
        var named = attribute.NamedArguments
            .Where(argument => !except.Contains(argument.Key))
            .Select(static argument => (argument.Key, Value: Expression(argument.Value)))
            .ToArray();
        return named.Any(static argument => argument.Value is null)
            ? null
            : [.. named.Select(static argument => $"{argument.Key.Escaped()} = {argument.Value}")];
    }

    private static string Initializer(string[] assignments) =>
        assignments.Length == 0 ? "" : $" {{ {string.Join(", ", assignments)} }}";

    private static string? Expression(TypedConstant constant) =>
        constant switch
        {
            { Kind: TypedConstantKind.Error } => null,
            { IsNull: true } => "null",
            { Kind: TypedConstantKind.Type, Value: ITypeSymbol type } => TypeNames.CanBeNamed(type)
                ? $"typeof({TypeNames.Of(type)})"
                : null,
            { Kind: TypedConstantKind.Array, Type: { } type } => constant.Values.Select(Expression).ToArray() is var items
            && items.Contains(null)
                ? null
                : $"new {TypeNames.Of(type)} {{ {string.Join(", ", items)} }}",
            { Type: { } type, Value: { } value } => TypeNames.CanBeNamed(type) ? Literals.Cast(TypeNames.Of(type), value) : null,
            _ => null,
        };

    private string? Reject(AttributeData attribute, string member)
    {
        var at = member.Length == 0 ? path : $"{path}.{member}";
        walk.Unsupported.Add(
            new(
                at,
                attribute.AttributeClass!.ToDisplayString(),
                UnsupportedReason.ValidationAttribute,
                attribute.AttributeClass.AttributeName(),
                Attribute: attribute
            )
        );
        return null;
    }

    private static bool NeedsReflection(ISymbol symbol) =>
        symbol.Attribute("System.Diagnostics.CodeAnalysis.RequiresUnreferencedCodeAttribute") is not null
        || symbol.Attribute("System.Diagnostics.CodeAnalysis.RequiresDynamicCodeAttribute") is not null;

    private static bool AllowsMany(INamedTypeSymbol attribute) => attribute.SelfAndBases()
        .Select(static type => type.Attribute("System.AttributeUsageAttribute"))
        .FirstOrDefault(static usage => usage is not null)?.Named("AllowMultiple")?.Value is true;
}
