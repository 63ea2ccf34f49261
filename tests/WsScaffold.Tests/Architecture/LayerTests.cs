
namespace WsScaffold.Tests.Architecture;

/// <summary>The layers of the library are those that docs/architecture.md shows, and a layer uses lower ones only.</summary>
public sealed class LayerTests(ITestOutputHelper output)
{
    private const string Arrow = " -> ";

    [Fact]
    public void The_layers_are_those_of_the_picture_and_arrows_go_down_only()
    {
        using var assembly = new LayeredAssembly(typeof(WebSocketApp).Assembly.Location);
        var arrows = assembly.Arrows();
        var documented = ReadPicture();
        var order = documented.Select(static line => line.Split(Arrow)[0].Trim()).ToList();
        order.AddRange(arrows.Keys.SelectMany(static arrow => new[] { arrow.From, arrow.To }).Distinct().Except(order).ToArray());
        var picture = string.Join('\n', order.Select(layer => Line(layer, order, arrows.Keys)));
        output.WriteLine(picture);

        Assert.True(arrows.Count > 20, "Hardly any references were found.");
        var upwards = arrows.Where(arrow => order.IndexOf(arrow.Key.To) < order.IndexOf(arrow.Key.From))
            .Select(static arrow => $"{arrow.Key.From}{Arrow}{arrow.Key.To}: {arrow.Value}");
        Assert.True(!upwards.Any(), "A layer uses a higher one:\n" + string.Join('\n', upwards));
        Assert.True(
            picture == string.Join('\n', documented),
            $"docs/architecture.md shows other layers. They are now:\n{picture}\n\nNot in the picture:\n"
            + string.Join('\n', arrows.Where(arrow => !Shows(documented, arrow.Key)).Select(static arrow => arrow.Value)));
    }

    private static string Line(string layer, List<string> order, IEnumerable<(string From, string To)> arrows)
    {
        var lower = arrows.Where(arrow => arrow.From == layer).Select(static arrow => arrow.To).OrderBy(order.IndexOf).ToArray();
        return lower.Length == 0 ? layer : $"{layer.PadRight(order.Max(static name => name.Length))}{Arrow}{string.Join(", ", lower)}";
    }

    private static bool Shows(string[] picture, (string From, string To) arrow) => picture.Any(line =>
        line.Split(Arrow) is [var from, var lower] && from.Trim() == arrow.From && lower.Split(", ").Contains(arrow.To));

    // The block below the heading.
    private static string[] ReadPicture() => [.. File.ReadLines(Repository.PathOf("docs", "architecture.md"))
        .SkipWhile(static line => line != "## Layers of the runtime").Skip(1)
        .TakeWhile(static line => !line.StartsWith("## ", StringComparison.Ordinal))
        .SkipWhile(static line => line != "```text").Skip(1)
        .TakeWhile(static line => line != "```")];
}
