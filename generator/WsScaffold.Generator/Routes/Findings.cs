using Microsoft.CodeAnalysis;
using WsScaffold.Generator.Json;

namespace WsScaffold.Generator.Routes;

/// <summary>What a parser learns besides its model: why there can be none, and which JSON contracts it takes.</summary>
/// <param name="subject">What every problem begins with: whose it is.</param>
/// <param name="options">What the API says about JSON.</param>
internal sealed class Findings(string subject, ContractOptions options, CancellationToken cancellationToken)
{
    private readonly List<TypeContract> contracts = [];
    private readonly HashSet<string> warnings = new(StringComparer.Ordinal);

    /// <summary>The first thing that is wrong, as a sentence for the user.</summary>
    public string? Problem { get; private set; }

    /// <summary>Whether a type is missing, which the compiler reports where it is written: a second error would only hide that one.</summary>
    public bool IsBroken { get; private set; }

    public bool Fails => Problem is not null || IsBroken;

    public EquatableArray<TypeContract> Contracts => contracts.Distinct().ToEquatableArray();

    /// <summary>What the compiler would say to generated code that repeats the names mentioned.</summary>
    public EquatableArray<string> Warnings => UseWarnings.Sorted(warnings);

    public void Refuse(string problem) => Problem ??= subject + problem;

    /// <summary>Begins findings about something else, to be included in these when they are complete.</summary>
    public Findings About(string otherSubject) => new(otherSubject, options, cancellationToken);

    public void Include(Findings other)
    {
        Problem ??= other.Problem;
        IsBroken |= other.IsBroken;
        contracts.AddRange(other.contracts);
        warnings.UnionWith(other.warnings);
    }

    /// <summary>Notes that a type is written in the user's code; it may not exist.</summary>
    public void Mention(ITypeSymbol type)
    {
        IsBroken |= IsMissing(type);
        warnings.UnionWith(UseWarnings.Of(type));
    }

    /// <summary>Notes that generated code calls a method or constructor of the user's.</summary>
    public void Call(IMethodSymbol method)
    {
        warnings.UnionWith(UseWarnings.Of(method));
        if (UseWarnings.IsError(method))
        {
            Refuse($"'{method.ToDisplayString(SymbolDisplayFormat.CSharpShortErrorMessageFormat)}' is [Obsolete] as an error, so nothing can call it. Make it a warning.");
        }
    }

    /// <summary>Notes that the code can't be read as it is, which the compiler reports.</summary>
    public void MissCode() => IsBroken = true;

    /// <summary>Asks for the contracts of all that a message of the type consists of.</summary>
    /// <param name="isBody">It is received, and not only sent.</param>
    public void TakeContract(ITypeSymbol type, string role, bool isBody = false)
    {
        var walk = new ClosureWalk(options);
        walk.Run(type, cancellationToken);
        contracts.AddRange(walk.Contracts);
        var writeOnly = isBody ? WriteOnlyTypes.Find(type.GlobalName(), type.Name, walk.Contracts) : [];
        foreach (var shape in walk.Unsupported.Concat(writeOnly))
        {
            if (shape.Reason == UnsupportedReason.DoesNotExist)
            {
                IsBroken = true;
            }
            else
            {
                Refuse($"{role} can't be JSON: {UnsupportedShapeText.Write(shape)}");
            }
        }
    }

    private static bool IsMissing(ITypeSymbol type) => type switch
    {
        { TypeKind: TypeKind.Error } => true,
        IArrayTypeSymbol array => IsMissing(array.ElementType),
        INamedTypeSymbol named => named.TypeArguments.Any(IsMissing),
        _ => false,
    };
}
