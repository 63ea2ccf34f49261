using WsScaffold.Analyzers.Tests.Support;

namespace WsScaffold.Analyzers.Tests.Cases;

/// <summary>All examples by name: the ID of the rule and the number of the example.</summary>
internal static class AllCases
{
    public static readonly IReadOnlyDictionary<string, RuleCase> Mistakes = Named(
    [
        .. RouteCases.Mistakes,
        .. ApiClassCases.Mistakes,
        .. HandlerCases.Mistakes,
        .. ParameterCases.Mistakes,
        .. ResponseCases.Mistakes,
        .. AwsCases.Mistakes,
        .. AuthorizerCases.Mistakes,
        .. SendingCases.Mistakes,
        .. ContractCases.Mistakes,
        .. StoreCases.Mistakes,
    ]);

    public static readonly IReadOnlyDictionary<string, RuleCase> Correct = Named(
    [
        .. RouteCases.Correct,
        .. ApiClassCases.Correct,
        .. HandlerCases.Correct,
        .. ParameterCases.Correct,
        .. ResponseCases.Correct,
        .. AwsCases.Correct,
        .. AuthorizerCases.Correct,
        .. SendingCases.Correct,
        .. ContractCases.Correct,
        .. StoreCases.Correct,
    ]);

    private static Dictionary<string, RuleCase> Named(IEnumerable<RuleCase> cases) => cases
        .GroupBy(example => example.Rule)
        .SelectMany(group => group.Select((example, index) => ($"{example.Rule} {index + 1}", example)))
        .ToDictionary(named => named.Item1, named => named.example);
}
