using System.IO.Compression;
using System.Xml.Linq;
using WsScaffold.Templates.Tests.Support;

namespace WsScaffold.Templates.Tests;

/// <summary>What is in each package, to the file.</summary>
public sealed class PackageContentTests(Packages packages)
{
    private const string Templates = "WsScaffold.Templates";

    public static TheoryData<string, string[], string[]> Libraries => new()
    {
        {
            "WsScaffold",
            [
                "analyzers/dotnet/cs/WsScaffold.Generator.dll", "analyzers/dotnet/cs/WsScaffold.CodeFixes.dll",
                "build/WsScaffold.props", "build/WsScaffold.targets",
                "build/tuning/WsScaffold.Tuning.targets", "build/tuning/CertificateDownloads.xml", "build/tuning/MethodOrder.txt",
            ],
            ["Microsoft.Extensions.DependencyInjection", "Microsoft.Extensions.Logging"]
        },
        {
            "WsScaffold.Cdk",
            ["analyzers/dotnet/cs/WsScaffold.Cdk.Generator.dll", "build/WsScaffold.Cdk.props"],
            ["Amazon.CDK.Lib", "Constructs"]
        },
        { "WsScaffold.DynamoDB", [], ["AWSSDK.DynamoDBv2", "WsScaffold"] },
        { "WsScaffold.LocalGateway", [], ["WsScaffold"] },
        { "WsScaffold.Testing", [], ["Microsoft.Extensions.TimeProvider.Testing", "WsScaffold.LocalGateway"] },
    };

    [Fact]
    public void Every_package_is_looked_into() =>
        Assert.Equal(
            Libraries.Select(static row => row.Data.Item1).Append(Templates).Order(StringComparer.Ordinal),
            Directory
                .EnumerateFiles(packages.Feed, "*.nupkg")
                .Select(file => Path.GetFileName(file)[..^$".{packages.Version}.nupkg".Length])
                .Order(StringComparer.Ordinal)
        );

    [Theory]
    [MemberData(nameof(Libraries))]
    public void A_library_holds_its_assembly_and_documentation_and_says_what_it_needs(string id, string[] more, string[] dependencies)
    {
        using var package = Open(id);
        string[] expected = [$"lib/net10.0/{id}.dll", $"lib/net10.0/{id}.xml", "README.md", "icon.png", .. more];
        Assert.Equal(expected.Order(StringComparer.Ordinal), FilesOf(package, id));
        Assert.True(File.Exists(Path.Combine(packages.Feed, $"{id}.{packages.Version}.snupkg")), "The symbols are missing.");
        AssertFacts(package, id);
        Assert.Equal(
            dependencies,
            Manifest(package, id)
                .Descendants()
                .Where(element => element.Name.LocalName == "dependency")
                .Select(element => (string?)element.Attribute("id"))
                .Order(StringComparer.Ordinal)
        );
    }

    [Fact]
    public void The_templates_ask_for_the_packages_of_their_own_version_and_hold_no_build_output()
    {
        using var package = Open(Templates);
        AssertFacts(package, Templates);
        Assert.Equal(
            "Template",
            (string?)Manifest(package, Templates).Descendants().Single(element => element.Name.LocalName == "packageType").Attribute("name")
        );

        var files = FilesOf(package, Templates).ToList();
        Assert.Equal(
            ["content/.template.config/template.json", "content/templates/wsroute/.template.config/template.json"],
            files.Where(file => file.EndsWith("/template.json", StringComparison.Ordinal))
        );
        Assert.DoesNotContain(
            files,
            file =>
                file.Contains("/bin/", StringComparison.Ordinal)
                || file.Contains("/obj/", StringComparison.Ordinal)
                || file.EndsWith(".dll", StringComparison.Ordinal)
        );
        using var template = new StreamReader(package.GetEntry("content/.template.config/template.json")!.Open());
        Assert.Contains(
            $"\"value\": \"{packages.Version}\" }}, \"replaces\": \"0.0.0-wsscaffold\"",
            template.ReadToEnd(),
            StringComparison.Ordinal
        );
    }

    private void AssertFacts(ZipArchive package, string id)
    {
        var facts = Manifest(package, id);
        string Fact(string name) => facts.Elements().Single(element => element.Name.LocalName == name).Value;
        Assert.Equal(
            (id, packages.Version, "MIT", "README.md", "icon.png"),
            (Fact("id"), Fact("version"), Fact("license"), Fact("readme"), Fact("icon"))
        );
        Assert.NotEmpty(Fact("description"));
        var repository = facts.Elements().Single(element => element.Name.LocalName == "repository");
        Assert.Equal("git", (string?)repository.Attribute("type"));
        Assert.Matches("^[0-9a-f]{40}$", (string?)repository.Attribute("commit"));
    }

    private ZipArchive Open(string id) => ZipFile.OpenRead(Path.Combine(packages.Feed, $"{id}.{packages.Version}.nupkg"));

    private static XElement Manifest(ZipArchive package, string id)
    {
        using var manifest = package.GetEntry($"{id}.nuspec")!.Open();
        return XDocument.Load(manifest).Root!.Elements().Single();
    }

    // Beside what a package is made of: its manifest, and the relations and types that the format wants.
    private static IEnumerable<string> FilesOf(ZipArchive package, string id) =>
        package
            .Entries.Select(static entry => entry.FullName)
            .Where(file =>
                file != $"{id}.nuspec"
                && file != "[Content_Types].xml"
                && !file.StartsWith("_rels/", StringComparison.Ordinal)
                && !file.StartsWith("package/", StringComparison.Ordinal)
            )
            .Order(StringComparer.Ordinal);
}
