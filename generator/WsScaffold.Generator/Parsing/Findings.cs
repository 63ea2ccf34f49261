using Microsoft.CodeAnalysis;
using WsScaffold.Generator.Json;
using WsScaffold.Generator.Json.Validation;
using WsScaffold.Generator.Rules;

namespace WsScaffold.Generator.Parsing;

/// <summary>What a parser learns besides its model: which rules are broken and where, and which JSON contracts it takes.</summary>
/// <param name="compilation">The user's project.</param>
/// <param name="site">Where the thing being parsed is written: the place of a problem whose own is in another project.</param>
internal sealed class Findings(Compilation compilation, Location? site, CancellationToken cancellationToken)
{
    private readonly List<TypeContract> _contracts = [];
    private readonly List<Diagnostic> _problems = [];
    private readonly List<ValidatedType> _validated = [];
    private readonly HashSet<string> _warnings = new(StringComparer.Ordinal);

    /// <summary>What is wrong. Diagnostics have places, so they are for the analyzer; a model takes <see cref="ProblemTexts"/>.</summary>
    public IReadOnlyList<Diagnostic> Problems => IsBroken ? [] : _problems;

    public EquatableArray<string> ProblemTexts => Problems.Where(IsError).Select(Problem.Text).ToEquatableArray();

    /// <summary>
    /// Whether a type is missing, which the compiler reports where it is written: a second error would only hide that one.
    /// </summary>
    public bool IsBroken { get; private set; }

    public bool Fails => IsBroken || _problems.Any(IsError);

    /// <summary>The types of bodies that are checked before a handler runs.</summary>
    public EquatableArray<ValidatedType> Validated => _validated.Distinct().ToEquatableArray();

    public EquatableArray<TypeContract> Contracts => _contracts.Distinct().ToEquatableArray();

    /// <summary>What the compiler would say to generated code that repeats the names mentioned.</summary>
    public EquatableArray<string> Warnings => _warnings.InOrder().ToEquatableArray();

    /// <summary>Notes a broken rule. One that is an error leaves the route out.</summary>
    public void Report(DiagnosticDescriptor rule, Location? place, params object[] arguments) =>
        _problems.Add(Diagnostic.Create(rule, IsInProject(place) ? place : site, arguments));

    /// <summary>Replaces what was reported of some rules, when there is any, by one report.</summary>
    public void Replace(ICollection<DiagnosticDescriptor> rules, DiagnosticDescriptor rule, Location? place, params object[] arguments)
    {
        if (_problems.RemoveAll(problem => rules.Contains(problem.Descriptor)) > 0)
        {
            Report(rule, place, arguments);
        }
    }

    /// <summary>Notes that a type is written in the user's code; it may not exist.</summary>
    public void Mention(ITypeSymbol type)
    {
        IsBroken |= IsMissing(type);
        _warnings.UnionWith(UseWarnings.Of(type));
    }

    /// <summary>Notes that generated code calls a method or constructor of the user's.</summary>
    public void Call(IMethodSymbol method)
    {
        _warnings.UnionWith(UseWarnings.Of(method));
        if (UseWarnings.IsError(method))
        {
            Report(HandlerRules.Obsolete, Places.Of(method), method.ToDisplayString(SymbolDisplayFormat.CSharpShortErrorMessageFormat));
        }
    }

    /// <summary>Notes that the code can't be read as it is, which the compiler reports.</summary>
    public void MissCode() => IsBroken = true;

    /// <summary>Asks for the contracts of all that a message of the type consists of.</summary>
    /// <param name="type">The message.</param>
    /// <param name="place">Where it is named as one.</param>
    /// <param name="isBody">It is received, and not only sent.</param>
    public void TakeContract(ITypeSymbol type, Location? place, bool isBody = false)
    {
        var walk = new ClosureWalk(ContractOptionsParser.Of(compilation, cancellationToken));
        walk.Run(type, cancellationToken);
        _contracts.AddRange(walk.Contracts);
        var writeOnly = isBody ? WriteOnlyTypes.Find(TypeNames.Of(type), type.Name, walk.Contracts) : [];
        foreach (var shape in walk.Unsupported.Concat(writeOnly))
        {
            if (shape.Reason == UnsupportedReason.DoesNotExist)
            {
                IsBroken = true;
            }
            else
            {
                var holder = shape switch
                {
                    { Holder: null } => null,
                    { Reason: UnsupportedReason.ConstructorParameter, Holder: IParameterSymbol parameter } => Places.ModifierOf(parameter),
                    { Attribute: { } attribute } => Places.Of(attribute),
                    { Reason: UnsupportedReason.SameName or UnsupportedReason.Attribute, Holder: var member } => Places.Of(member),
                    { Holder: var member } => Places.TypeOf(member),
                };
                Report(
                    ContractRules.Of(shape.Reason),
                    IsInProject(holder) ? holder : place,
                    PathOf(shape),
                    shape.TypeName,
                    shape.Other ?? ""
                );
            }
        }
    }

    /// <summary>Asks for the checks of a body; says whether there are any.</summary>
    /// <param name="type">The body.</param>
    /// <param name="place">Where it is named as one.</param>
    public bool TakeValidation(ITypeSymbol type, Location? place)
    {
        var walk = new ValidationWalk(ContractOptionsParser.Of(compilation, cancellationToken));
        _validated.AddRange(walk.Run(type, cancellationToken));
        foreach (var shape in walk.Unsupported)
        {
            var attribute = shape.Attribute is null ? null : Places.Of(shape.Attribute);
            Report(
                ContractRules.Of(shape.Reason),
                IsInProject(attribute) ? attribute : place,
                PathOf(shape),
                shape.TypeName,
                shape.Other ?? ""
            );
        }

        return _validated.Any(one => one.TypeName == TypeNames.Of(type));
    }

    private static string PathOf(UnsupportedShape shape) => shape switch
    {
        { Path.Length: 0 } => shape.TypeName,

        // The path that was walked goes round and round.
        { Reason: UnsupportedReason.Endless, Holder: { } holder } => $"{holder.ContainingType?.Name}.{holder.Name}",
        _ => shape.Path,
    };

    private bool IsInProject(Location? place) => place?.SourceTree is { } tree && compilation.ContainsSyntaxTree(tree);

    private static bool IsError(Diagnostic problem) => problem.Descriptor.DefaultSeverity == DiagnosticSeverity.Error;

    private static bool IsMissing(ITypeSymbol type) => type switch
    {
        { TypeKind: TypeKind.Error } => true,
        IArrayTypeSymbol array => IsMissing(array.ElementType),
        INamedTypeSymbol named => named.TypeArguments.Any(IsMissing),
        _ => false,
    };
}
