using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using WsScaffold.Generated.Json;
using WsScaffold.Generator.Json;

namespace WsScaffold.Generator.Tests.Json;

/// <summary>Attributes that the reflection serializer rejects are errors at compile time, and no others are.</summary>
public sealed class RejectedAttributeTests
{
    [Theory]
    [InlineData(
        "public class Root { [JsonConstructor] public Root() { } [JsonConstructor] public Root(int a) => A = a; public int A { get; } }",
        "")]
    [InlineData("public class Root { [JsonRequired] public int A { get; } }", ".A")]
    [InlineData("public class Root { [JsonRequired, JsonIgnore] public int A { get; set; } }", ".A")]
    [InlineData("public class Root { [JsonIgnore] public required int A { get; set; } }", ".A")]
    [InlineData(
        "public class Root { [JsonRequired, JsonIgnore(Condition = JsonIgnoreCondition.WhenReading)] public int A { get; set; } }", ".A")]
    [InlineData("public class Root { [JsonRequired, JsonExtensionData] public Dictionary<string, object>? A { get; set; } }", ".A")]
    [InlineData("public class Root { [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] public int A { get; set; } }", ".A")]
    [InlineData("public record Root([property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] DayOfWeek A);", ".A")]
    [InlineData("public class Root { [JsonNumberHandling(JsonNumberHandling.WriteAsString)] public string? A { get; set; } }", ".A")]
    [InlineData("public class Root { [JsonNumberHandling(JsonNumberHandling.WriteAsString)] public bool A { get; set; } }", ".A")]
    [InlineData("public class Root { [JsonNumberHandling(JsonNumberHandling.WriteAsString)] public DayOfWeek? A { get; set; } }", ".A")]
    [InlineData("public class Root { [JsonNumberHandling(JsonNumberHandling.WriteAsString)] public Root? A { get; set; } }", ".A")]
    [InlineData("public class Root { [JsonNumberHandling(JsonNumberHandling.WriteAsString)] public byte[]? A { get; set; } }", ".A")]
    [InlineData("public record Root([property: JsonExtensionData] Dictionary<string, object> A);", ".A")]
    [InlineData(
        """
        [JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
        public class Root { [JsonExtensionData] public Dictionary<string, object>? A { get; set; } }
        """,
        ".A")]
    [InlineData("public record Root([property: JsonObjectCreationHandling(JsonObjectCreationHandling.Populate)] List<int> A);", ".A")]
    [InlineData(
        "public class Root { [JsonObjectCreationHandling(JsonObjectCreationHandling.Populate)] public List<int> A { set { } } }", ".A")]
    [InlineData(
        """public class Root { [JsonObjectCreationHandling(JsonObjectCreationHandling.Populate)] public string A { get; set; } = ""; }""",
        ".A")]
    [InlineData(
        "public class Root { [JsonObjectCreationHandling(JsonObjectCreationHandling.Populate)] public int[] A { get; set; } = []; }", ".A")]
    [InlineData(
        """
        public class Root { [JsonObjectCreationHandling(JsonObjectCreationHandling.Populate)] public Point A { get; } }
        public struct Point { public int X { get; set; } }
        """,
        ".A")]
    [InlineData("[JsonPolymorphic] public class Root;", "")]
    [InlineData("[JsonDerivedType(typeof(Root))] public sealed class Root;", "")]
    [InlineData("[JsonDerivedType(typeof(Other))] public class Root; public class Other;", "")]
    [InlineData("[JsonDerivedType(typeof(One), 1)] public class Root; public abstract class One : Root;", "")]
    [InlineData("[JsonDerivedType(typeof(One)), JsonDerivedType(typeof(One), 1)] public class Root; public class One : Root;", "")]
    [InlineData(
        """
        [JsonPolymorphic(TypeDiscriminatorPropertyName = "kind"), JsonDerivedType(typeof(One), 1)] public class Root;
        public class One : Root { public int Kind { get; set; } }
        """,
        "")]
    [InlineData(
        """
        [JsonPolymorphic(TypeDiscriminatorPropertyName = "kind"), JsonDerivedType(typeof(One), 1)]
        public class Root { [JsonPropertyName("kind")] public int Sort { get; set; } }
        public class One : Root;
        """,
        "")]
    [InlineData(
        """
        [JsonDerivedType(typeof(One), 1), JsonDerivedType(typeof(Two), 1)] public class Root;
        public class One : Root;
        public class Two : Root;
        """,
        "")]
    public void Attributes_that_the_serializer_rejects_have_no_contract(string source, string path)
    {
        var (reflection, unsupported) = Check(source);

        Assert.True(reflection is InvalidOperationException or NotSupportedException, $"{reflection}");
        var problem = Assert.Single(unsupported);
        Assert.Equal(("Root" + path, UnsupportedReason.Attribute), (problem.Path, problem.Reason));
    }

    [Theory]
    [InlineData("public class Root(int a) { [JsonRequired] public int A { get; } = a; [JsonRequired] public int B { get; init; } }")]
    [InlineData(
        """
        public record Root([property: JsonRequired] int A, [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] int? B)
        {
            [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] public string? C { get; set; }
        }
        """)]
    [InlineData(
        """
        public class Root
        {
            [JsonNumberHandling(JsonNumberHandling.WriteAsString)] public int? A { get; set; }
            [JsonNumberHandling(JsonNumberHandling.WriteAsString)] public Half B { get; set; }
            [JsonNumberHandling(JsonNumberHandling.WriteAsString)] public decimal C { get; set; }
        }
        """)]
    [InlineData(
        """
        public class Root
        {
            [JsonNumberHandling(JsonNumberHandling.WriteAsString)] public List<int>? A { get; set; }
            [JsonNumberHandling(JsonNumberHandling.WriteAsString)] public Dictionary<string, double?>? B { get; set; }
            [JsonNumberHandling(JsonNumberHandling.WriteAsString)] public object? C { get; set; }
            [JsonNumberHandling(JsonNumberHandling.WriteAsString)] public UInt128[]? D { get; set; }
        }
        """)]
    [InlineData(
        """
        public class Root
        {
            [JsonObjectCreationHandling(JsonObjectCreationHandling.Populate)] public List<int> A { get; } = [];
            [JsonObjectCreationHandling(JsonObjectCreationHandling.Populate)] public Point B { get; set; }
            [JsonObjectCreationHandling(JsonObjectCreationHandling.Populate)] public Dictionary<string, int>? C { get; }
        }
        public struct Point { public int X { get; set; } }
        """)]
    [InlineData(
        """
        [JsonDerivedType(typeof(Root)), JsonDerivedType(typeof(One), 1), JsonDerivedType(typeof(Two), "1")] public class Root;
        public class One : Root;
        public class Two : One;
        """)]
    [InlineData(
        """
        [JsonPolymorphic(UnknownDerivedTypeHandling = JsonUnknownDerivedTypeHandling.FallBackToNearestAncestor)]
        [JsonDerivedType(typeof(One))]
        public class Root;
        public abstract class One : Root;
        """)]
    [InlineData(
        """
        [JsonPolymorphic(TypeDiscriminatorPropertyName = "kind"), JsonDerivedType(typeof(One), 1), JsonDerivedType(typeof(Two))]
        public class Root { [JsonIgnore] public int Kind { get; set; } }
        public class One : Root { private int kind = 1; public int Get() => kind; public int Kinds => kind; }
        public class Two : Root { [JsonPropertyName("kind")] public int Sort { get; set; } }
        """)]
    [InlineData(
        """
        [JsonDerivedType(typeof(One), "a"), JsonDerivedType(typeof(Two), "A")] public interface Root;
        public class One : Root;
        public struct Two : Root;
        """)]
    [InlineData(
        """
        [JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Skip)]
        public class Root { [JsonExtensionData] public Dictionary<string, object>? A { get; set; } }
        """)]
    [InlineData("public class Root { [JsonConstructor] public Root(int a) => A = a; public Root() { } public int A { get; } }")]
    public void Attributes_that_the_serializer_accepts_have_a_contract(string source)
    {
        var (reflection, unsupported) = Check(source);

        Assert.Null(reflection);
        Assert.Empty(unsupported);
    }

    private static (Exception? Reflection, IReadOnlyCollection<UnsupportedShape> Unsupported) Check(string source)
    {
        const string Usings = "using System; using System.Collections.Generic; using System.Text.Json.Serialization;";
        var compilation = GeneratedAssembly.Compile($"{Usings} {source}");
        var unsupported = TypeContractParser.Unsupported(compilation.GetTypeByMetadataName("Root")!, TestContext.Current.CancellationToken);
        using var assembly = GeneratedAssembly.Load(compilation);
        var options = JsonContracts.CreateOptions(JsonNamingPolicy.CamelCase);
        options.TypeInfoResolver = new DefaultJsonTypeInfoResolver();
        options.MakeReadOnly();
        return (Record.Exception(() => options.GetTypeInfo(assembly.Assembly.GetType("Root")!)), [.. unsupported]);
    }
}
