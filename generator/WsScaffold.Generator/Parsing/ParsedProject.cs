using Microsoft.CodeAnalysis;
using WsScaffold.Generator.Routes;

namespace WsScaffold.Generator.Parsing;

/// <summary>All that the generator needs to know of a project.</summary>
/// <param name="Apis">The classes that are tagged as the API, ordered by name: the first of them becomes it.</param>
internal sealed record ParsedProject(EquatableArray<ParsedApi> Apis, EquatableArray<HandlerModel> Handlers)
{
    public ParsedApi? Api => Apis is [var first, ..] ? first : null;

    /// <summary>Whether the project meant to have an API, and no class of it can be extended.</summary>
    public bool NeedsFallback => Api is { } api ? api.Model.Declarations.Count == 0 : Handlers.Count > 0;

    public static ParsedProject Of(Compilation compilation, CancellationToken cancellationToken) =>
        compilation.GetTypeByMetadataName(WellKnown.WebSocketApi) is null
            ? new([], [])
            : FoundProject.Of(compilation, cancellationToken).Parsed;
}
