using Microsoft.CodeAnalysis;

namespace WsScaffold.Generator.Parsing;

/// <summary>
/// A project that is parsed when somebody asks, which the pipeline does where its surface is new; then the compilation is
/// let go. Equal to another of the same surface.
/// </summary>
internal sealed class UnparsedProject(Compilation compilation, CancellationToken cancellationToken) : IEquatable<UnparsedProject>
{
    private readonly ProjectSurface _surface = new(compilation);

    // An exception, a cancellation say, is not remembered.
    private readonly Lazy<ParsedProject> _parsed = new(
        () => ParsedProject.Of(compilation, cancellationToken),
        LazyThreadSafetyMode.PublicationOnly
    );

    public ParsedProject Parsed => _parsed.Value;

    public bool Equals(UnparsedProject? other) => other is not null && _surface.Equals(other._surface);

    public override bool Equals(object? obj) => Equals(obj as UnparsedProject);

    public override int GetHashCode() => _surface.GetHashCode();
}
