using System.Globalization;
using Basic.Reference.Assemblies;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Text;

namespace Editing;

/// <summary>Simulates a project in an editor where the user types in a file without handlers.</summary>
internal sealed class EditedProject
{
    private const string Unrelated = """
        namespace Shop;

        public static class Prices
        {
            public static decimal Total(IEnumerable<decimal> prices, decimal discount)
            {
                var sum = 0m;
                foreach (var price in prices.Where(price => price > 0))
                {
                    sum += price * (1 - discount);
                }

                return Math.Round(sum, 2); // KEYSTROKE
            }

            private static int _count/*DECLARED*/;
        }
        """;

    private const string Usings = """
        global using System;
        global using System.Collections.Generic;
        global using System.Linq;
        global using System.Threading;
        global using System.Threading.Tasks;
        """;

    private static readonly CSharpParseOptions _language = new(LanguageVersion.CSharp14);
    private readonly CSharpCompilation _compilation;
    private readonly SyntaxTree _unrelated;
    private int _keystrokes;

    public EditedProject(IEnumerable<string> files, params Type[] references)
    {
        _unrelated = CSharpSyntaxTree.ParseText(SourceText.From(Unrelated), _language, "Prices.cs");
        _compilation = CSharpCompilation.Create(
            "Shop",
            [_unrelated, .. files.Prepend(Usings).Select((file, index) => CSharpSyntaxTree.ParseText(file, _language, $"File{index}.cs"))],
            [.. Net100.References.All, .. references.Select(type => MetadataReference.CreateFromFile(type.Assembly.Location))],
            new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, nullableContextOptions: NullableContextOptions.Enable));
    }

    /// <summary>The project when it is opened, before the compiler has bound anything.</summary>
    public CSharpCompilation Open() => _compilation.Clone();

    /// <summary>Types a letter in the body of a method. Returns the project and the edited file.</summary>
    public (CSharpCompilation Project, SyntaxTree File) Type() => TypeAt("KEYSTROKE");

    /// <summary>Types a letter in the name of a member. Any declaration may mean something else after that.</summary>
    public (CSharpCompilation Project, SyntaxTree File) TypeName() => TypeAt("/*DECLARED*/");

    private (CSharpCompilation Project, SyntaxTree File) TypeAt(string mark)
    {
        var text = _unrelated.GetText();
        var place = text.ToString().IndexOf(mark, StringComparison.Ordinal);
        var change = new TextChange(new(place, 0), (_keystrokes++).ToString(CultureInfo.InvariantCulture));
        var file = _unrelated.WithChangedText(text.WithChanges(change));
        return (_compilation.ReplaceSyntaxTree(_unrelated, file), file);
    }
}
