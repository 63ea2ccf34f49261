using Microsoft.CodeAnalysis;
using WsScaffold.Generator.Aws;
using WsScaffold.Generator.Clients;
using WsScaffold.Generator.Infrastructure;
using WsScaffold.Generator.Json;
using WsScaffold.Generator.Json.Direct;
using WsScaffold.Generator.Json.Validation;
using WsScaffold.Generator.Parsing;
using WsScaffold.Generator.Routes;
using WsScaffold.Generator.Rules;

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
        // What is read: the project as text, and from it the part that each output needs.
        var project = context.CompilationProvider
            .Select(static (compilation, cancellationToken) => new UnparsedProject(compilation, cancellationToken))
            .Select(static (project, _) => project.Parsed);
        var api = project.Select(static (parsed, _) => parsed.Api).WithTrackingName(Steps.Api);
        var handlers = project.Select(static (parsed, _) => parsed.Handlers).WithTrackingName(Steps.Handlers);
        var routes = api.Combine(handlers)
            .Select(static (pair, _) => pair.Left is { } api ? RouteTable.From(api.Model, pair.Right) : null)
            .WithTrackingName(Steps.Routes);
        var facts = routes
            .Select(static (table, _) => table is null ? null : InfrastructureFacts.From(table))
            .WithTrackingName(Steps.Facts);
        var contracts = routes
            .Combine(handlers)
            .Combine(api)
            .Select(
                static (all, _) =>
                    all is { Left: ({ } table, var handlers), Right: { } api } ? ApiContracts.From(table, handlers, api) : null
            )
            .WithTrackingName(Steps.Contracts);
        var table = routes.Combine(contracts.Select(static (all, _) => all?.Accessors)).WithTrackingName(Steps.Table);
        var validation = routes.Combine(handlers)
            .Select(static (pair, _) => pair.Left is { } table ? ApiValidation.From(table.Api, pair.Right) : null)
            .WithTrackingName(Steps.Validation);
        var packages = context
            .CompilationProvider.Select(static (compilation, _) => AwsPackages.Of(compilation))
            .WithTrackingName(Steps.Packages);
        var aws = routes
            .Combine(packages)
            .Select(static (pair, _) => pair.Left is { } table ? AwsModel.From(table, pair.Right) : null)
            .WithTrackingName(Steps.Aws);
        var problems = project.Combine(context.AnalyzerConfigOptionsProvider.Select(AnalyzerRun.IsOff))
            .Select(static (pair, _) => pair.Right ? ProblemList.From(pair.Left) : [])
            .WithTrackingName(Steps.Problems);
        var needsFallback = project.Select(static (parsed, _) => parsed.NeedsFallback);
        var listsDirectTypes = context.AnalyzerConfigOptionsProvider.Select(DirectListing.IsOn);

        // What is written: each output follows from one of these alone.
        context.RegisterSourceOutput(routes, WriteDescriptor);
        context.RegisterSourceOutput(facts, WriteFacts);
        context.RegisterSourceOutput(table, WriteDispatch);
        context.RegisterSourceOutput(contracts, WriteContracts);
        context.RegisterSourceOutput(contracts.Combine(listsDirectTypes), WriteDirectTypes);
        context.RegisterSourceOutput(validation, WriteValidation);
        context.RegisterSourceOutput(aws, WriteAws);
        context.RegisterSourceOutput(problems, WriteProblems);
        context.RegisterSourceOutput(needsFallback, WriteFallback);
    }

    private static void WriteDescriptor(SourceProductionContext output, RouteTable? routes)
    {
        if (routes is not null)
        {
            output.AddSource($"{routes.Api.Name}.Descriptor.g.cs", DescriptorEmitter.Write(routes));
        }
    }

    private static void WriteFacts(SourceProductionContext output, InfrastructureFacts? facts)
    {
        if (facts is not null)
        {
            output.AddSource($"{facts.ApiName}.Facts.g.cs", FactsEmitter.Write(facts));
        }
    }

    private static void WriteDispatch(SourceProductionContext output, (RouteTable? Routes, ContractAccessors? Contracts) table)
    {
        if (table is { Routes: { } routes, Contracts: { } contracts })
        {
            output.AddSource($"{routes.Api.Name}.Dispatch.g.cs", DispatchEmitter.Write(routes, contracts));
            output.AddSource($"{routes.Api.Name}.Clients.g.cs", ClientEmitter.Write(routes, contracts));
            output.AddSource($"{routes.Api.Name}.Messages.g.cs", MessageContractEmitter.Write(routes, contracts));
        }
    }

    private static void WriteContracts(SourceProductionContext output, ApiContracts? contracts)
    {
        if (contracts is null)
        {
            return;
        }

        var (space, name) = (contracts.Namespace, contracts.ClassName);
        output.AddSource(
            $"{contracts.ApiName}.Contracts.g.cs",
            ContractEmitter.Write(space, name, contracts.Table, contracts.Direct, contracts.Options)
        );
        if (contracts.Direct.Roots.Count > 0)
        {
            output.AddSource(
                $"{contracts.ApiName}.Direct.g.cs",
                DirectEmitter.Write(space, name, contracts.Table, contracts.Direct, contracts.Options)
            );
        }
    }

    private static void WriteDirectTypes(SourceProductionContext output, (ApiContracts? Contracts, bool IsListed) direct)
    {
        if (direct is { Contracts: { } contracts, IsListed: true })
        {
            output.AddSource($"{contracts.ApiName}.DirectTypes.g.cs", DirectListing.Write(contracts.ApiName, contracts.Direct));
        }
    }

    private static void WriteValidation(SourceProductionContext output, ApiValidation? validation)
    {
        if (validation is not null)
        {
            output.AddSource($"{validation.Api.Name}.Validation.g.cs", ValidationEmitter.Write(validation.Api, validation.Types));
        }
    }

    private static void WriteAws(SourceProductionContext output, AwsModel? aws)
    {
        if (aws is null)
        {
            return;
        }

        foreach (var (name, source) in AwsEmitter.Write(aws))
        {
            output.AddSource($"{aws.ApiName}.{name}.g.cs", source);
        }
    }

    private static void WriteProblems(SourceProductionContext output, EquatableArray<string> problems)
    {
        if (problems.Count > 0)
        {
            output.AddSource("WsScaffold.Problems.g.cs", ProblemList.Write(problems));
        }
    }

    private static void WriteFallback(SourceProductionContext output, bool isNeeded)
    {
        if (isNeeded)
        {
            output.AddSource("WsScaffold.Fallback.g.cs", FallbackEmitter.Write());
        }
    }
}
