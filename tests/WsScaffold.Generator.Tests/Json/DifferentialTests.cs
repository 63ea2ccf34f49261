namespace WsScaffold.Generator.Tests.Json;

/// <summary>
/// Generated contracts give the same bytes, objects and exceptions as the reflection serializer with the same options.
/// </summary>
public sealed class DifferentialTests
{
    /// <summary>The number of iterations with the default options, and with each of the other sets.</summary>
    private static readonly (int Default, int Others) _rounds = (100, 12);

    public static TheoryData<string> Shapes => Corpus.Names();

    [Theory]
    [MemberData(nameof(Shapes))]
    public void Contracts_read_the_same_as_reflection(string shape)
    {
        var (corpus, type) = (Corpus.Instance, Corpus.Instance.Type(shape));
        var (read, rejected) = (0, 0);
        foreach (var (set, seed) in Runs(corpus))
        {
            var documents = new RandomDocument(new(seed), set.Reflection);
            var document = documents.Write(type);
            foreach (var text in new[] { document, documents.Mutate(document), documents.Mutate(document) })
            {
                var expected = Outcome.OfReading(text, type, set.Reflection);
                Compare(set, text, expected, Outcome.OfReading(text, type, set.Contracts));
                _ = Outcome.IsException(expected) ? rejected++ : read++;
            }
        }

        TestContext.Current.SendDiagnosticMessage("{0}: {1} documents read alike, {2} rejected alike", shape, read, rejected);
        Assert.Equal(3 * (_rounds.Default + (7 * _rounds.Others)), read + rejected);
        Assert.True(
            read > 0 || shape.EndsWith("WriteOnly", StringComparison.Ordinal),
            "No document was accepted: the generator of documents is of no use for this shape."
        );
    }

    [Theory]
    [MemberData(nameof(Shapes))]
    public void Contracts_write_the_same_as_reflection(string shape)
    {
        var (corpus, type) = (Corpus.Instance, Corpus.Instance.Type(shape));
        var (written, rejected) = (0, 0);
        foreach (var (set, seed) in Runs(corpus))
        {
            var expected = Outcome.OfWriting(Value(set, seed), type, set.Reflection);
            Compare(set, $"value of seed {seed}", expected, Outcome.OfWriting(Value(set, seed), type, set.Contracts));
            _ = Outcome.IsException(expected) || expected == "null" ? rejected++ : written++;
        }

        TestContext.Current.SendDiagnosticMessage("{0}: {1} values written alike, {2} rejected alike", shape, written, rejected);
        Assert.Equal(_rounds.Default + (7 * _rounds.Others), written + rejected);
        Assert.True(written > 0, "No value could be written.");

        // Created for each write, because callbacks can change the value.
        object? Value(OptionSet set, int seed) =>
            corpus.Sample(shape) ?? new RandomValue(new(seed), set.Reflection, corpus.Assembly).Make(type);
    }

    [Fact]
    public void There_are_eight_sets_of_options() => Assert.Equal(8, Corpus.Instance.Sets.Count);

    private static IEnumerable<(OptionSet Set, int Seed)> Runs(Corpus corpus) =>
        from set in corpus.Sets
        from seed in Enumerable.Range(0, set == corpus.Sets[0] ? _rounds.Default : _rounds.Others)
        select (set, seed);

    private static void Compare(OptionSet set, string input, string reflection, string contracts)
    {
        if (reflection != contracts)
        {
            Assert.Fail($"{set}: {input}\n  reflection: {reflection}\n  contracts:  {contracts}");
        }
    }
}
