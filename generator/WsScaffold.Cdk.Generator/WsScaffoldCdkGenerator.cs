using Microsoft.CodeAnalysis;

namespace WsScaffold.Cdk.Generator;

/// <summary>
/// Turns the facts that the handlers' generator left in a referenced API's assembly into <c>{Api}Routes</c>: the routes as
/// code of the project that deploys them, so that they change with the handlers. What can't be deployed the analyzer
/// says, or an <c>#error</c> where a build runs none.
/// </summary>
[Generator]
public sealed class WsScaffoldCdkGenerator : IIncrementalGenerator
{
    /// <inheritdoc/>
    public void Initialize(IncrementalGeneratorInitializationContext context)
    {
        var references = context.CompilationProvider
            .Select(static (compilation, cancellationToken) => FactsReader.Read(compilation, cancellationToken))
            .WithTrackingName(Steps.References);
        var isOff = context.AnalyzerConfigOptionsProvider.Select(AnalyzerRun.IsOff);
        context.RegisterSourceOutput(references.Combine(isOff), static (output, pair) =>
        {
            var (references, isOff) = pair;
            foreach (var named in references.Apis.GroupBy(static api => api.FullName, StringComparer.Ordinal))
            {
                var api = named.First();
                var problems = isOff ? Problems.Of([.. named]).Select(static problem => problem.Text) : [];
                output.AddSource($"{HintName(api)}.Routes.g.cs", DefinitionEmitter.Write(api, problems));
            }
        });

        // Only without an API: what names its routes compiles then.
        var mentions = context.SyntaxProvider.CreateSyntaxProvider(
                static (node, _) => Mention.Is(node),
                static (hit, cancellationToken) =>
                    Mention.IsOurs(hit.Node, hit.SemanticModel, cancellationToken)
                        ? Mention.FullNameOf(hit.Node, hit.SemanticModel, cancellationToken)
                        : ""
            )
            .Where(static name => name.Length > 0)
            .Collect();
        context.RegisterSourceOutput(references.Combine(mentions).Combine(isOff), static (output, all) =>
        {
            var ((references, mentions), isOff) = all;
            if (references.Apis.Count > 0)
            {
                return;
            }

            if (!mentions.IsEmpty)
            {
                output.AddSource("NoRoutes.g.cs", FallbackEmitter.Write(mentions));
            }

            if (isOff && Problems.Of(references).Single() is var problem && (problem.IsCertain || !mentions.IsEmpty))
            {
                var writer = GeneratedFile.Begin();
                writer.Errors([problem.Text]);
                output.AddSource("Problems.g.cs", writer.ToString());
            }
        });
    }

    // The name of a file can't hold the mark of an escaped keyword.
    private static string HintName(ReferencedApi api) => api.FullName.Replace("@", "");
}
