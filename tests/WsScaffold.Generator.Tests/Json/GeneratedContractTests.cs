namespace WsScaffold.Generator.Tests.Json;

public sealed class GeneratedContractTests
{
    [Fact]
    public void Every_shape_of_the_corpus_is_supported() =>
        Assert.Empty(Corpus.Instance.Unsupported.Values.SelectMany(problems => problems));
}
