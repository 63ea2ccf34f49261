using System.Runtime.CompilerServices;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace WsScaffold.Generator.Parsing;

/// <summary>
/// The declarations of one file that may be handlers or the API, judged by the names of their attributes. A file that
/// wasn't edited is the same tree in the next compilation, so it is searched once.
/// </summary>
internal sealed class TaggedSyntax
{
    private static readonly ConditionalWeakTable<SyntaxTree, TaggedSyntax> _byTree = new();
    private static readonly string[] _names =
    [
        "WebSocketApi",
        "WebSocketRoute",
        "ConnectRoute",
        "DefaultRoute",
        "DisconnectRoute",
        "Authorizer",
    ];

    private TaggedSyntax(SyntaxNode root)
    {
        var aliases = root.DescendantNodes(static node => node is CompilationUnitSyntax or BaseNamespaceDeclarationSyntax)
            .OfType<UsingDirectiveSyntax>()
            .Where(static directive => directive.Alias is not null && directive.NamespaceOrType is NameSyntax name && IsOurs(name))
            .ToArray();
        HasGlobalAlias = aliases.Any(static alias => !alias.GlobalKeyword.IsKind(SyntaxKind.None));
        var attributes = root.DescendantNodes().OfType<AttributeSyntax>().ToArray();
        Attributed = attributes.Select(static attribute => attribute.Parent?.Parent).OfType<SyntaxNode>().Distinct().ToArray();
        Tagged =
            aliases.Length > 0
                ? Attributed
                : attributes
                    .Where(static attribute => IsOurs(attribute.Name))
                    .Select(static attribute => attribute.Parent?.Parent)
                    .OfType<SyntaxNode>()
                    .Distinct()
                    .ToArray();
    }

    /// <summary>Whether attributes of other files may be called by a name of this one's.</summary>
    public bool HasGlobalAlias { get; }

    /// <summary>What has one of our attributes, by name.</summary>
    public IReadOnlyList<SyntaxNode> Tagged { get; }

    /// <summary>What has an attribute.</summary>
    public IReadOnlyList<SyntaxNode> Attributed { get; }

    public static TaggedSyntax Of(SyntaxTree tree, CancellationToken cancellationToken) =>
        _byTree.TryGetValue(tree, out var known) ? known : _byTree.GetValue(tree, _ => new(tree.GetRoot(cancellationToken)));

    private static bool IsOurs(NameSyntax name)
    {
        var text = name switch
        {
            SimpleNameSyntax simple => simple.Identifier.ValueText,
            QualifiedNameSyntax qualified => qualified.Right.Identifier.ValueText,
            AliasQualifiedNameSyntax qualified => qualified.Name.Identifier.ValueText,
            _ => "",
        };
        return _names.Any(ours => text == ours || text == ours + "Attribute");
    }
}
