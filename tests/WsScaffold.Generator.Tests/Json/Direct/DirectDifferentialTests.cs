namespace WsScaffold.Generator.Tests.Json.Direct;

/// <summary>
/// Direct code reads and writes the same as contracts and reflection, and leaves documents that these reject to them. The tests count how
/// often direct code was used, because code that always falls back to the contract is never wrong.
/// </summary>
public sealed class DirectDifferentialTests
{
    private static readonly (int Default, int Others) _rounds = (150, 25);

    // For shapes with dozens of members, almost no random document is valid.
    private const int FewestToJudge = 10;

    public static TheoryData<string> Shapes => Corpus.Names();

    [Theory]
    [MemberData(nameof(Shapes))]
    public void Direct_code_reads_the_same_as_contract_and_reflection(string shape)
    {
        var (corpus, type) = (DirectCorpus.Instance, DirectCorpus.Instance.Type(shape));
        foreach (var set in corpus.Sets.Where(set => set.Shapes.ContainsKey(shape)))
        {
            var (direct, left, accepted) = (0, 0, 0);
            for (var seed = 0; seed < RoundsOf(set); seed++)
            {
                var documents = new RandomDocument(new(seed), set.Reflection);
                var document = documents.Write(type);
                foreach (var text in new[] { document, documents.Mutate(document), documents.Mutate(document) })
                {
                    var expected = Outcome.OfReading(text, type, set.Reflection);
                    accepted += Outcome.IsException(expected) ? 0 : 1;
                    if (set.Shapes[shape].Read(text) is not { } actual)
                    {
                        left++;
                        continue;
                    }

                    direct++;
                    Compare(set, text, expected, actual);
                    Compare(set, text, expected, Outcome.OfReading(text, type, set.Contracts));
                }
            }

            TestContext.Current.SendDiagnosticMessage(
                "{0}, {1}: {2} documents read directly, {3} left to the contract, which accepts {4} in all",
                shape,
                set,
                direct,
                left,
                accepted
            );
            Assert.True(
                direct * 4 >= accepted || accepted < FewestToJudge || set.Contracts.PropertyNameCaseInsensitive || IsOnlyWritten(shape),
                $"{set}: {direct} of {accepted} documents were read directly."
            );
        }
    }

    [Theory]
    [MemberData(nameof(Shapes))]
    public void Direct_code_writes_the_same_as_contract_and_reflection(string shape)
    {
        var (corpus, type) = (DirectCorpus.Instance, DirectCorpus.Instance.Type(shape));
        foreach (var set in corpus.Sets.Where(set => set.Shapes.ContainsKey(shape)))
        {
            var (direct, left, accepted) = (0, 0, 0);
            for (var seed = 0; seed < RoundsOf(set); seed++)
            {
                var expected = Outcome.OfWriting(Value(set, seed), type, set.Reflection);
                accepted += Outcome.IsException(expected) ? 0 : 1;
                if (set.Shapes[shape].Write(Value(set, seed)) is not { } actual)
                {
                    left++;
                    continue;
                }

                direct++;
                Compare(set, $"value of seed {seed}", expected, actual);
                Compare(set, $"value of seed {seed}", expected, Outcome.OfWriting(Value(set, seed), type, set.Contracts));
            }

            TestContext.Current.SendDiagnosticMessage(
                "{0}, {1}: {2} values written directly, {3} left to the contract, which writes {4} in all",
                shape,
                set,
                direct,
                left,
                accepted
            );
            Assert.True(direct * 4 >= accepted || IsOnlyRead(shape), $"{set}: {direct} of {accepted} values were written directly.");
        }

        object? Value(DirectSet set, int seed) => new RandomValue(new(seed), set.Reflection, corpus.Assembly).Make(type);
    }

    [Fact]
    public void The_types_left_to_contracts_match_the_golden_file()
    {
        var golden = File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Json", "Direct", "Rejections.golden.txt"))
            .ReplaceLineEndings("\n");
        var refusals = string.Join('\n', DirectCorpus.Instance.Rejections) + "\n";

        // On failure, the message is the whole text, to be copied to the golden file.
        Assert.True(golden == refusals, refusals);
    }

    private static bool IsOnlyWritten(string shape) =>
        DirectCorpus.Instance.Rejections.Any(refusal => refusal.StartsWith($"{shape} is read by", StringComparison.Ordinal));

    private static bool IsOnlyRead(string shape) =>
        DirectCorpus.Instance.Rejections.Any(refusal => refusal.StartsWith($"{shape} is written by", StringComparison.Ordinal));

    private static int RoundsOf(DirectSet set) => set.Name == "default" ? _rounds.Default : _rounds.Others;

    private static void Compare(DirectSet set, string input, string expected, string actual)
    {
        if (expected != actual)
        {
            Assert.Fail($"{set}: {input}\n  reflection: {expected}\n  otherwise:  {actual}");
        }
    }
}
