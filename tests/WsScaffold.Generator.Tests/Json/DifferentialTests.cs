namespace WsScaffold.Generator.Tests.Json;

/// <summary>Generated contracts do what the reflection serializer does with the same options: same bytes, same objects, same exceptions.</summary>
public sealed class DifferentialTests
{
    private const int Rounds = 100;

    public static TheoryData<string> Shapes => Corpus.Names();

    [Theory]
    [MemberData(nameof(Shapes))]
    public void Reads_what_reflection_reads(string shape)
    {
        var (corpus, type) = (Corpus.Instance, Corpus.Instance.Type(shape));
        var (read, refused) = (0, 0);
        for (var seed = 0; seed < Rounds; seed++)
        {
            var documents = new RandomDocument(new(seed), corpus.Reflection);
            var document = documents.Write(type);
            foreach (var text in new[] { document, documents.Mutate(document), documents.Mutate(document) })
            {
                var expected = Outcome.OfReading(text, type, corpus.Reflection);
                Compare(text, expected, Outcome.OfReading(text, type, corpus.Contracts));
                _ = Outcome.IsException(expected) ? refused++ : read++;
            }
        }

        TestContext.Current.SendDiagnosticMessage("{0}: {1} documents read alike, {2} refused alike", shape, read, refused);
        Assert.Equal(3 * Rounds, read + refused);
        Assert.True(read > 0 || shape.EndsWith("WriteOnly", StringComparison.Ordinal), "No document was accepted: the generator of documents is of no use for this shape.");
    }

    [Theory]
    [MemberData(nameof(Shapes))]
    public void Writes_what_reflection_writes(string shape)
    {
        var (corpus, type) = (Corpus.Instance, Corpus.Instance.Type(shape));
        var (written, refused) = (0, 0);
        for (var seed = 0; seed < Rounds; seed++)
        {
            var expected = Outcome.OfWriting(Value(seed), type, corpus.Reflection);
            var actual = Outcome.OfWriting(Value(seed), type, corpus.Contracts);
            Compare($"value of seed {seed}", expected, actual);
            _ = Outcome.IsException(expected) ? refused++ : written++;
        }

        TestContext.Current.SendDiagnosticMessage("{0}: {1} values written alike, {2} refused alike", shape, written, refused);
        Assert.Equal(Rounds, written + refused);
        Assert.True(written > 0, "No value could be written.");

        // Made anew each time: writing may change a value (callbacks).
        object? Value(int seed) => new RandomValue(new(seed), corpus.Reflection, corpus.Assembly).Make(type);
    }

    [Fact]
    public void The_corpus_holds_the_shapes_it_is_said_to_hold() => Assert.Equal(156, Shapes.Count);

    private static void Compare(string input, string reflection, string contracts)
    {
        if (reflection != contracts)
        {
            Assert.Fail($"{input}\n  reflection: {reflection}\n  contracts:  {contracts}");
        }
    }
}
