using Microsoft.CodeAnalysis;

namespace WsScaffold.Generator.Routes;

/// <summary>All that the generator needs to know of a project.</summary>
/// <param name="Apis">The classes that are tagged as the API, ordered by name: the first of them becomes it.</param>
internal sealed record ParsedProject(EquatableArray<ParsedApi> Apis, EquatableArray<HandlerModel> Handlers)
{
    public ParsedApi? Api => Apis is [var first, ..] ? first : null;

    /// <summary>Whether the project meant to have an API, and no class of it can be extended.</summary>
    public bool NeedsFallback => Api is { } api ? api.Model.Declarations.Count == 0 : Handlers.Count > 0;

    public static ParsedProject Of(Compilation compilation, CancellationToken cancellationToken) =>
        compilation.GetTypeByMetadataName(WellKnown.WebSocketApi) is null ? new([], []) : FoundProject.Of(compilation, cancellationToken).Parsed;
}

/// <summary>
/// A project that is parsed when somebody asks, which the pipeline does where its surface is new; then the compilation is
/// let go. Equal to another of the same surface.
/// </summary>
internal sealed class UnparsedProject(Compilation compilation, CancellationToken cancellationToken) : IEquatable<UnparsedProject>
{
    private readonly ProjectSurface _surface = new(compilation);

    // An exception, a cancellation say, is not remembered.
    private readonly Lazy<ParsedProject> _parsed = new(() => ParsedProject.Of(compilation, cancellationToken), LazyThreadSafetyMode.PublicationOnly);

    public ParsedProject Parsed => _parsed.Value;

    public bool Equals(UnparsedProject? other) => other is not null && _surface.Equals(other._surface);

    public override bool Equals(object? obj) => Equals(obj as UnparsedProject);

    public override int GetHashCode() => _surface.GetHashCode();
}
