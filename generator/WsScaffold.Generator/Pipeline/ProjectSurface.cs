using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace WsScaffold.Generator.Pipeline;

/// <summary>
/// What a project declares. Everything that handlers are parsed from is a declaration, so as long as a project's surface
/// stays the same they need not be parsed again, whatever is typed in the bodies of its methods.
/// </summary>
internal sealed class ProjectSurface(Compilation compilation) : IEquatable<ProjectSurface>
{
    private readonly ImmutableArray<SyntaxTree> _trees = [.. compilation.SyntaxTrees];
    private readonly ImmutableArray<MetadataReference> _references = [.. compilation.References];
    private readonly CompilationOptions _options = compilation.Options;
    private readonly string? _assemblyName = compilation.AssemblyName;

    public ImmutableArray<SyntaxTree> Trees => _trees;

    public bool Equals(ProjectSurface? other) =>
        other is not null
        && _assemblyName == other._assemblyName
        && _trees.Length == other._trees.Length
        && _options.Equals(other._options)
        && _references.SequenceEqual(other._references)
        && _trees.Zip(other._trees, static (mine, theirs) => (mine, theirs)).All(static pair => DeclareTheSame(pair.mine, pair.theirs));

    public override bool Equals(object? obj) => Equals(obj as ProjectSurface);

    public override int GetHashCode() => _trees.Length;

    // A file that was not edited is the same tree, and one that was shares nearly all of its nodes with what it was: the
    // compiler's own comparison stops there, and at bodies.
    private static bool DeclareTheSame(SyntaxTree mine, SyntaxTree theirs) =>
        mine == theirs || (mine.Options.Equals(theirs.Options) && SyntaxFactory.AreEquivalent(mine, theirs, topLevel: true));
}
