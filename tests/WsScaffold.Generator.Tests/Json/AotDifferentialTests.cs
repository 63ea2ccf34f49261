using System.Text;
using System.Text.Json.Nodes;
using WsScaffold.Tests;

namespace WsScaffold.Generator.Tests.Json;

/// <summary>
/// The corpus in a NativeAOT binary without reflection, published once. The tests record the results of the reflection serializer and
/// compare them with those of the binary.
/// </summary>
public sealed class AotDifferentialTests : IDisposable
{
    private static readonly (int Default, int Others) _rounds = (25, 5);

    private readonly TemporaryFolder _folder = new();

    [Fact]
    public async Task The_published_contracts_give_the_results_of_reflection()
    {
        var (binary, _, _) = await SharedBuilds.PublishAsync("contracts", ["tests", "WsScaffold.Generator.Tests", "AotContracts"]);
        var (file, cases) = Record();

        var printed = await RunAsync(binary, "cases", file);

        TestContext.Current.SendDiagnosticMessage("{0}", printed);
        Assert.Matches(
            $@"^{cases} cases of {Corpus.Names().Count} shapes alike, \d+ of them rejected, 0 different; "
                + "reflection off, dynamic code off\n$",
            printed);
        Assert.Equal("""{"name":"a","level":"veryHigh"}""", await SendAsync(binary, "own", """{"name":"a","level":"veryHigh"}"""));
        Assert.Equal("abc", await SendAsync(binary, "validated", """{"name":"abc","count":1,"parts":[]}"""));
        Assert.EndsWith(
            "\"errors\":"
                + """[{"path":"$.name","message":"The field name must match the regular expression '[a-z@]*'."},"""
                + """{"path":"$.count","message":"The field count must be between 1 and 3."},"""
                + """{"path":"$.parts","message":"The field parts must be a string or array type with a maximum length of '1'."},"""
                + """{"path":"$.mail","message":"The mail field is not a valid e-mail address."},"""
                + """{"path":"$.again","message":"'again' and 'mail' do not match."},"""
                + """{"path":"$.share","message":"The field share must be between 0 and 1.5."},"""
                + """{"path":"$.parts[0].name","message":"must differ"},"""
                + """{"path":"$.parts[1].name","message":"The name field is required."}]}""",
            await SendAsync(binary, "validated", """
                {
                  "name": "ABC", "count": 4, "mail": "x", "again": "y", "share": 2,
                  "parts": [{ "name": "a@b", "mail": "a@b", "count": 1, "again": "a@b" }, { "name": "", "count": 1 }]
                }
                """),
            StringComparison.Ordinal);
    }

    public void Dispose() => _folder.Dispose();

    private (string File, int Cases) Record()
    {
        var corpus = Corpus.Instance;
        var lines = new List<string>();
        foreach (var set in corpus.Sets.Where(set => ApiOptionSets.All.Any(one => one.Name == set.Name)))
        {
            foreach (var shape in Corpus.Names().Select(row => row.Data))
            {
                var contract = set.Reflection.GetTypeInfo(corpus.Type(shape));
                if (corpus.Sample(shape) is { } sample)
                {
                    Add(shape, "", Replay.OfWriting(sample, contract));
                }

                for (var seed = 0; seed < (set == corpus.Sets[0] ? _rounds.Default : _rounds.Others); seed++)
                {
                    var documents = new RandomDocument(new(seed), set.Reflection);
                    var document = documents.Write(contract.Type);
                    foreach (
                        var text in new[] { document, documents.Mutate(document), documents.Mutate(document) }.Where(text =>
                            text.Length > 0
                        )
                    )
                    {
                        Add(shape, text, Replay.OfReading(text, contract));
                    }
                }
            }

            void Add(string shape, string document, string expected) =>
                lines.Add(
                    string.Join(
                        '\t',
                        new[] { set.Name, shape, document, expected }.Select(part => Convert.ToBase64String(Encoding.UTF8.GetBytes(part)))
                    )
                );
        }

        var file = _folder.PathOf("cases.txt");
        File.WriteAllLines(file, lines);
        return (file, lines.Count);
    }

    private async Task<string> SendAsync(string binary, string route, string body)
    {
        var file = _folder.PathOf("event.json");
        await File.WriteAllBytesAsync(file, TestEvent.Message(route, body), TestContext.Current.CancellationToken);

        // The log entry on a rejection comes before the response.
        return (string)JsonNode.Parse((await RunAsync(binary, "send", file)).TrimEnd().Split('\n')[^1])!["body"]!;
    }

    private Task<string> RunAsync(string binary, params string[] arguments) =>
        Command.SucceedAsync(Command.StartInfo(binary, _folder.Path, null, arguments));
}
