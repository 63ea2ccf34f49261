using Microsoft.CodeAnalysis;
using WsScaffold.Generator.Aws;
using WsScaffold.Generator.Clients;
using WsScaffold.Generator.Json;
using WsScaffold.Generator.Json.Direct;
using WsScaffold.Generator.Json.Validation;
using WsScaffold.Generator.Routes;

namespace WsScaffold.Generator;

/// <summary>
/// Turns tagged methods into the dispatch, the descriptor, the clients and the JSON contracts of the assembly's API, and
/// leaves the facts that its infrastructure follows from in the assembly's metadata. It reports nothing: what can't be a
/// route is left out, and the analyzers say why. Where a build runs none of them, <c>#error</c> lines do: no route
/// disappears silently.
/// </summary>
[Generator]
public sealed class WsScaffoldGenerator : IIncrementalGenerator
{
    /// <inheritdoc/>
    public void Initialize(IncrementalGeneratorInitializationContext context)
    {
        var project = context.CompilationProvider.Select(static (compilation, cancellationToken) => new UnparsedProject(compilation, cancellationToken))
            .Select(static (project, _) => project.Parsed);
        var api = project.Select(static (parsed, _) => parsed.Api)
            .WithTrackingName(Steps.Api);
        var handlers = project.Select(static (parsed, _) => parsed.Handlers)
            .WithTrackingName(Steps.Handlers);

        var routes = api.Combine(handlers)
            .Select(static (pair, _) => pair.Left is { } one ? RouteTable.From(one.Model, pair.Right) : null)
            .WithTrackingName(Steps.Routes);
        var facts = routes.Select(static (table, _) => table is null ? null : InfrastructureFacts.From(table))
            .WithTrackingName(Steps.Facts);
        var contracts = routes.Combine(handlers).Combine(api)
            .Select(static (all, _) => all is { Left.Left: { } table, Right: { } one } ? ApiContracts.From(table, all.Left.Right, one) : null)
            .WithTrackingName(Steps.Contracts);
        var table = routes.Combine(contracts.Select(static (all, _) => all?.Accessors))
            .WithTrackingName(Steps.Table);

        var problems = api.Combine(handlers).Combine(context.AnalyzerConfigOptionsProvider.Select(AnalyzerRun.IsOff))
            .Select(static (all, _) => all.Right ? ProblemList.From(all.Left.Left?.Model, all.Left.Right) : [])
            .WithTrackingName(Steps.Problems);
        var isBeyondExtension = api.Combine(handlers)
            .Select(static (pair, _) => pair.Left is { } one ? one.Model.Declarations.Count == 0 : pair.Right.Count > 0);

        context.RegisterSourceOutput(problems, static (output, problems) =>
        {
            if (problems.Count > 0)
            {
                output.AddSource("WsScaffold.Problems.g.cs", ProblemList.Write(problems));
            }
        });
        context.RegisterSourceOutput(isBeyondExtension, static (output, isBeyondExtension) =>
        {
            if (isBeyondExtension)
            {
                output.AddSource("WsScaffold.Fallback.g.cs", FallbackEmitter.Source);
            }
        });
        var validation = routes.Combine(handlers)
            .Select(static (pair, _) => pair.Left is { } table ? ApiValidation.From(table.Api, pair.Right) : null)
            .WithTrackingName(Steps.Validation);

        context.RegisterSourceOutput(validation, static (output, validation) =>
        {
            if (validation is not null)
            {
                output.AddSource($"{validation.Api.Name}.Validation.g.cs", ValidationEmitter.Write(validation.Api, validation.Types));
            }
        });
        var aws = routes.Combine(context.CompilationProvider.Select(static (compilation, _) => AwsPackages.Of(compilation)).WithTrackingName(Steps.Packages))
            .Select(static (pair, _) => pair.Left is { } table ? AwsModel.From(table, pair.Right) : null)
            .WithTrackingName(Steps.Aws);

        context.RegisterSourceOutput(aws, static (output, aws) =>
        {
            if (aws is null)
            {
                return;
            }

            foreach (var (name, source) in AwsEmitter.Write(aws))
            {
                output.AddSource($"{aws.ApiName}.{name}.g.cs", source);
            }
        });
        context.RegisterSourceOutput(routes, static (output, routes) =>
        {
            if (routes is not null)
            {
                output.AddSource($"{routes.Api.Name}.Descriptor.g.cs", DescriptorEmitter.Write(routes));
            }
        });
        context.RegisterSourceOutput(facts, static (output, facts) =>
        {
            if (facts is not null)
            {
                output.AddSource($"{facts.ApiName}.Facts.g.cs", FactsEmitter.Write(facts));
            }
        });
        context.RegisterSourceOutput(table, static (output, pair) =>
        {
            if (pair is { Left: { } routes, Right: { } accessors })
            {
                output.AddSource($"{routes.Api.Name}.Dispatch.g.cs", DispatchEmitter.Write(routes, accessors));
                output.AddSource($"{routes.Api.Name}.Clients.g.cs", ClientEmitter.Write(routes, accessors));
                output.AddSource($"{routes.Api.Name}.Messages.g.cs", MessageContractEmitter.Write(routes, accessors));
            }
        });
        context.RegisterSourceOutput(contracts, static (output, contracts) =>
        {
            if (contracts is not null)
            {
                output.AddSource($"{contracts.ApiName}.Contracts.g.cs", ContractEmitter.Write(contracts.Namespace, contracts.ClassName, contracts.Table, contracts.Direct, contracts.Options));
                if (contracts.Direct.Roots.Count > 0)
                {
                    output.AddSource($"{contracts.ApiName}.Direct.g.cs", DirectEmitter.Write(contracts.Namespace, contracts.ClassName, contracts.Table, contracts.Direct, contracts.Options));
                }
            }
        });
        context.RegisterSourceOutput(contracts.Combine(Lists(context)), static (output, pair) =>
        {
            if (pair is { Left: { } contracts, Right: true })
            {
                output.AddSource($"{contracts.ApiName}.DirectTypes.g.cs", DirectListing.Write(contracts.ApiName, contracts.Direct));
            }
        });
    }

    private static IncrementalValueProvider<bool> Lists(IncrementalGeneratorInitializationContext context) =>
        context.AnalyzerConfigOptionsProvider.Select(static (options, _) =>
            options.GlobalOptions.TryGetValue("build_property.WsScaffoldListDirectTypes", out var value) && value.Equals("true", StringComparison.OrdinalIgnoreCase));
}
