using Microsoft.CodeAnalysis;
using WsScaffold.ApiGateway;
using WsScaffold.Generator.Parsing;
using WsScaffold.Generator.Rules;

namespace WsScaffold.Generator.Routes;

/// <summary>Reads which Lambda function a class's handlers have to themselves.</summary>
internal static class FunctionParser
{
    private const int LongestName = 32;

    public static FunctionModel? Parse(INamedTypeSymbol type, Findings findings)
    {
        if (type.Attribute(WellKnown.LambdaFunction) is not { } attribute)
        {
            return null;
        }

        if (attribute.ConstructorArguments is not [{ Kind: TypedConstantKind.Primitive } argument])
        {
            findings.MissCode();
            return null;
        }

        var model = new FunctionModel(
            argument.Value as string ?? "",
            attribute.Named("MemorySize")?.Value as int? ?? 0,
            attribute.Named("TimeoutSeconds")?.Value as int? ?? 0);
        if (ProblemOf(model) is { } problem)
        {
            findings.Report(InfrastructureRules.Function, Places.Of(attribute), type.ToDisplayString(), problem);
        }

        return model;
    }

    private static string? ProblemOf(FunctionModel function) =>
        !IsName(function.Name)
            ? $"has the name '{function.Name}'. Use a letter, followed by up to {LongestName - 1} letters, digits or hyphens."
        : function.MemorySize is not (0 or (>= LambdaLimits.MinMemory and <= LambdaLimits.MaxMemory))
            ? $"has a MemorySize of {function.MemorySize}. Lambda allows {LambdaLimits.MinMemory} to {LambdaLimits.MaxMemory} megabytes."
        : function.TimeoutSeconds is not (0 or (>= 1 and <= GatewayLimits.IntegrationSeconds))
            ? $"has a timeout of {function.TimeoutSeconds} seconds. Use 1 to {GatewayLimits.IntegrationSeconds}: API Gateway doesn't "
                + $"wait longer."
        : null;

    private static bool IsName(string name) =>
        name.Length is > 0 and <= LongestName && IsLetter(name[0]) && name.All(static c => IsLetter(c) || c is (>= '0' and <= '9') or '-');

    private static bool IsLetter(char c) => c is (>= 'a' and <= 'z') or (>= 'A' and <= 'Z');
}
