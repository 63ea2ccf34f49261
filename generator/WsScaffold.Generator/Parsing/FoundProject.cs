using Microsoft.CodeAnalysis;
using WsScaffold.Generator.Routes;
using WsScaffold.Generator.Rules;

namespace WsScaffold.Generator.Parsing;

/// <summary>
/// A project's API classes and handlers: what the parsers made of each symbol, and what they found wrong with it. The
/// generator keeps the models alone; the analyzer reports the findings where the symbols are written.
/// </summary>
internal sealed record FoundProject(IReadOnlyList<FoundApi> Apis, IReadOnlyList<FoundHandler> Handlers)
{
    /// <summary>The models, without a symbol.</summary>
    public ParsedProject Parsed => new(
        Apis.Select(static api => api.Parsed).OrderBy(static api => api.Model.TypeName, StringComparer.Ordinal).ToEquatableArray(),
        Handlers.Select(static handler => handler.Model).ToEquatableArray());

    public static FoundProject Of(Compilation compilation, CancellationToken cancellationToken)
    {
        var tagged = TaggedSymbols.Of(compilation, cancellationToken);
        return new([.. tagged.Apis.Select(Parse)], [.. tagged.Handlers.SelectMany(ParseAll)]);

        FoundApi Parse(INamedTypeSymbol type)
        {
            var findings = Begin(type);
            return new(type, ApiParser.Parse(type, findings), findings);
        }

        IEnumerable<FoundHandler> ParseAll(IMethodSymbol method)
        {
            foreach (var name in method.GetAttributes().Select(KeyParser.AttributeName).OfType<string>().Distinct(StringComparer.Ordinal))
            {
                var findings = Begin(method);
                yield return new(method, HandlerParser.Parse(method, name, findings), findings);
            }
        }

        Findings Begin(ISymbol symbol)
        {
            cancellationToken.ThrowIfCancellationRequested();
            return new(compilation, Places.Of(symbol), cancellationToken);
        }
    }
}
