using Microsoft.CodeAnalysis;
using WsScaffold.Generator.Json;

namespace WsScaffold.Generator.Routes;

/// <summary>What a parser learns besides its model: why there can be none, and which JSON contracts it takes.</summary>
/// <param name="subject">What every problem begins with: whose it is.</param>
internal sealed class Findings(string subject, CancellationToken cancellationToken)
{
    private readonly List<TypeContract> contracts = [];

    /// <summary>The first thing that is wrong, as a sentence for the user.</summary>
    public string? Problem { get; private set; }

    /// <summary>Whether a type is missing, which the compiler reports where it is written: a second error would only hide that one.</summary>
    public bool IsBroken { get; private set; }

    public bool Fails => Problem is not null || IsBroken;

    public EquatableArray<TypeContract> Contracts => contracts.Distinct().ToEquatableArray();

    public void Refuse(string problem) => Problem ??= subject + problem;

    /// <summary>Begins findings about something else, to be included in these when they are complete.</summary>
    public Findings About(string otherSubject) => new(otherSubject, cancellationToken);

    public void Include(Findings other)
    {
        Problem ??= other.Problem;
        IsBroken |= other.IsBroken;
        contracts.AddRange(other.contracts);
    }

    /// <summary>Notes that a type is written in the user's code; it may not exist.</summary>
    public void Mention(ITypeSymbol type) => IsBroken |= IsMissing(type);

    /// <summary>Notes that the code can't be read as it is, which the compiler reports.</summary>
    public void MissCode() => IsBroken = true;

    /// <summary>Asks for the contracts of all that a message of the type consists of.</summary>
    public void TakeContract(ITypeSymbol type, string role)
    {
        var walk = new ClosureWalk();
        walk.Run(type, cancellationToken);
        contracts.AddRange(walk.Contracts);
        foreach (var shape in walk.Unsupported)
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
