using Microsoft.CodeAnalysis;
using WsScaffold.Generator.Json;
using WsScaffold.Generator.Symbols;

namespace WsScaffold.Generator.Tests.Json;

public sealed class TypeContractParserTests
{
    [Theory]
    [InlineData("System.Action", "", "Delegate")]
    [InlineData("System.Type", "", "RejectedBySerializer")]
    [InlineData("nint", "", "RejectedBySerializer")]
    [InlineData("int[,]", "", "MultiDimensionalArray")]
    [InlineData("Missing", "", "DoesNotExist")]
    [InlineData("Ref", "", "RefStruct")]
    [InlineData("Private", "", "CannotBeNamed")]
    [InlineData("System.Collections.Generic.List<Private>", "", "CannotBeNamed")]
    [InlineData("System.Collections.Generic.IAsyncEnumerable<int>", "", "AsyncStream")]
    [InlineData("System.Collections.Generic.Dictionary<Leaf, int>", "[key]", "DictionaryKey")]
    [InlineData("ByReference", ".x", "ConstructorParameter")]
    [InlineData("Unbound", ".b", "UnboundParameter")]
    [InlineData("BoundToOtherType", ".a", "UnboundParameter")]
    [InlineData("SameName", ".B", "SameName")]
    [InlineData("SameNameByPolicy", ".a", "SameName")]
    [InlineData("ISameName", ".Name", "SameName")]
    [InlineData("TwoExtensions", ".B", "ExtensionData")]
    [InlineData("WrongExtension", ".A", "ExtensionData")]
    [InlineData("OwnConverter", "", "Converter")]
    [InlineData("OwnConverterMember", ".Value", "Converter")]
    [InlineData("Holder", ".Items[].Callback", "Delegate")]
    public void A_type_without_a_contract_is_reported_with_its_path_and_a_reason(string type, string path, string reason)
    {
        var root = Parse(type);

        var problem = Assert.Single(TypeContractParser.Unsupported(root, TestContext.Current.CancellationToken));

        Assert.Equal((root.Name + path, reason), (problem.Path, problem.Reason.ToString()));
        Assert.False(TypeContractParser.IsSupported(root, TestContext.Current.CancellationToken));
    }

    [Fact]
    public void Each_reachable_type_is_listed_once_in_ordinal_order()
    {
        var names = TypeContractParser.Closure(Parse("Tree"), TestContext.Current.CancellationToken).Select(contract => contract.TypeName);

        Assert.Equal(
            [
                "global::System.Collections.Generic.Dictionary<string, global::Tree>",
                "global::Tree",
                "global::Tree[]",
                "int",
                "int?",
                "string",
            ],
            names
        );
    }

    [Fact]
    public void Contracts_are_equal_for_equal_source_and_differ_if_a_nested_type_does()
    {
        var ct = TestContext.Current.CancellationToken;

        Assert.Equal(TypeContractParser.Closure(Parse("Tree"), ct), TypeContractParser.Closure(Parse("Tree"), ct));
        Assert.NotEqual(TypeContractParser.Closure(Parse("Tree"), ct), TypeContractParser.Closure(Parse("Tree", "int? Depth"), ct));
    }

    [Theory]
    [InlineData("public class Root : Root { public int N { get; set; } }")]
    [InlineData("public class Root : Missing<int> { public Missing? A { get; set; } public Root(Missing a, int b = nothing) { } }")]
    [InlineData("public class Root { public int N { get; set; } public string N { get; set; } public int this[ { get; } }")]
    [InlineData("[JsonConverter(typeof(Missing))] public class Root;")]
    [InlineData("[JsonConverter] public class Root;")]
    [InlineData(
        """
        public class Root
        {
            [JsonPropertyName] public int A { get; set; }
            [JsonIgnore(Condition = Missing.X)] public int B { get; set; }
            [JsonConverter(typeof(List<>))] public int C { get; set; }
        }
        """)]
    [InlineData("[JsonDerivedType(typeof(Missing)), JsonDerivedType] public class Root;")]
    [InlineData(
        """
        public class Root
        {
            public Root[] A { get; set; }
            public int*[] B { get; set; }
            public delegate*<void> C { get; set; }
            public List<dynamic> D { get; set; }
        }
        """)]
    [InlineData("public record Root(int A, int A, ref int B);")]
    [InlineData("public class Root { public")]
    public void Code_that_does_not_compile_has_contracts_or_reasons(string source)
    {
        var root = GeneratedAssembly
            .Compile("using System.Collections.Generic; using System.Text.Json.Serialization; " + source)
            .GetTypeByMetadataName("Root")!;
        var closure = TypeContractParser.Closure(root, TestContext.Current.CancellationToken);

        Assert.NotEmpty(ContractSource.Of("", ContractTable.From(closure, [TypeNames.Of(root)]), ContractOptions.Default));
    }

    private static ITypeSymbol Parse(string type, string member = "int? Level")
    {
        var compilation = GeneratedAssembly.Compile($$"""
            using System.Text.Json.Serialization;
            public sealed class Root
            {
                public {{type}} Type = default!;
                private sealed class Private;
            }
            public ref struct Ref;
            public sealed class Leaf;
            public sealed record Tree(Tree[] Children, System.Collections.Generic.Dictionary<string, Tree>? ByName, {{member}});
            public sealed class ByReference { public ByReference(ref int x) { } }
            public sealed class Unbound(int a, int b) { public int A { get; } = a + b; }
            public sealed class BoundToOtherType(int a) { public long A { get; } = a; }
            public sealed class SameName { public int A { get; set; } [JsonPropertyName("a")] public int B { get; set; } }
            public sealed class SameNameByPolicy { public int A { get; set; } public int a { get; set; } }
            public interface ISameName : IOne, ITwo;
            public interface IOne { string Name { get; } }
            public interface ITwo { string Name { get; } }
            public sealed class TwoExtensions
            {
                [JsonExtensionData] public System.Collections.Generic.Dictionary<string, object>? A { get; set; }
                [JsonExtensionData] public System.Text.Json.Nodes.JsonObject? B { get; set; }
            }
            public sealed class WrongExtension
            {
                [JsonExtensionData] public System.Collections.Generic.Dictionary<string, int>? A { get; set; }
            }
            public sealed class OwnAttribute : JsonConverterAttribute;
            [Own] public sealed class OwnConverter;
            public sealed class OwnConverterMember { [JsonConverter(typeof(NoConstructor))] public int Value { get; set; } }
            public sealed class NoConstructor(int x) : JsonConverter<int>
            {
                public override int Read(
                    ref System.Text.Json.Utf8JsonReader reader, System.Type type, System.Text.Json.JsonSerializerOptions options) => x;
                public override void Write(
                    System.Text.Json.Utf8JsonWriter writer, int value, System.Text.Json.JsonSerializerOptions options)
                {
                }
            }
            public sealed class Holder { public Held[] Items { get; set; } = []; }
            public sealed class Held { public System.Action? Callback { get; set; } }
            """);
        return compilation.GetTypeByMetadataName("Root")!.GetMembers("Type").OfType<IFieldSymbol>().Single().Type;
    }
}
