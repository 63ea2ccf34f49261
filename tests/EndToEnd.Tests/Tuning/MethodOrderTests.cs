using System.Xml;
using WsScaffold.EndToEnd.Support;

namespace WsScaffold.EndToEnd.Tuning;

/// <summary>
/// The order of methods names methods as the compiler does. It is measured with Chat and the lean API, so each name must be in the
/// compiler's map of one of them. Methods that neither runs, such as those of the DynamoDB store, are not in the list.
/// </summary>
public sealed class MethodOrderTests
{
    [Fact]
    public async Task Each_name_is_a_method_of_Chat_or_the_lean_API()
    {
        Assert.SkipUnless(SharedBuilds.Rid == "linux-x64", "The list was measured on x64; on arm64 the framework has other methods.");
        var names = await File.ReadAllLinesAsync(
            Repository.PathOf("runtime", "WsScaffold", "build", "tuning", "MethodOrder.txt"), TestContext.Current.CancellationToken);
        var methods = MethodsOf(await PublishedApis.ChatAsync());
        methods.UnionWith(MethodsOf(await PublishedApis.LeanAsync()));

        var unknown = names.Where(name => !methods.Contains(name)).ToArray();

        Assert.NotEmpty(names);
        Assert.Equal(names.Distinct(StringComparer.Ordinal), names);
        Assert.True(
            unknown.Length == 0,
            $"{unknown.Length} lines of MethodOrder.txt name no method. Rename or delete them, or run benchmarks/method-order.sh:\n"
            + string.Join('\n', unknown));
    }

    // Only the bodies of methods: the compiler does not order its stubs and helpers.
    private static HashSet<string> MethodsOf(PublishedApi api)
    {
        using var map = XmlReader.Create(api.Map);
        var methods = new HashSet<string>(StringComparer.Ordinal);
        while (map.ReadToFollowing("MethodCode"))
        {
            methods.Add(map.GetAttribute("Name")!);
        }

        return methods;
    }
}
