using System.Reflection;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using WsScaffold.Generator.Json;
using WsScaffold.Generator.Json.Enums;
using WsScaffold.Generator.Symbols;

namespace WsScaffold.Generator.Tests.Json;

public sealed class GeneratedContractTests
{
    [Fact]
    public void Every_shape_of_the_corpus_is_supported() =>
        Assert.Empty(Corpus.Instance.Unsupported.Values.SelectMany(problems => problems));

    [Fact]
    public void The_generated_code_matches_the_golden_file()
    {
        const string Source = """
            namespace Shop;
            public sealed record Order(string Id, Line[] Lines, State State = State.Open) { public string? Note { get; init; } }
            public struct Line { public int? N { get; set; } }
            public enum State { Open }
            """;
        var golden = File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Json", "Contracts.golden.txt")).ReplaceLineEndings("\n");
        var generated = Emit(Source, "Shop.Order", "Shop").Generated;

        // On failure, the message is the whole text, to be copied to the golden file.
        Assert.True(golden == generated, generated);
    }

    [Fact]
    public void Each_root_has_a_typed_accessor()
    {
        var (generated, compilation) = Emit("public sealed record Ping(int N);", "Ping", "");
        using var assembly = GeneratedAssembly.Load(GeneratedAssembly.Add(compilation, generated));
        var accessor = assembly.Assembly.GetType("Contracts")!.GetProperty("C0", BindingFlags.Static | BindingFlags.NonPublic)!;
        var contract = ContractOf(accessor);

        Assert.Equal("{\"n\":3}", JsonSerializer.Serialize(JsonSerializer.Deserialize("{\"n\":3}", contract), contract));
        Assert.Same(accessor.GetValue(null), accessor.GetValue(null));
    }

    [Fact]
    public void Enums_can_be_written_as_numbers()
    {
        var compilation = GeneratedAssembly.Compile("public enum State { Open, Shut }");
        var type = compilation.GetTypeByMetadataName("State")!;
        var table = ContractTable.From(TypeContractParser.Closure(type, TestContext.Current.CancellationToken), [TypeNames.Of(type)]);
        var generated = ContractSource.Of("", table, new(EnumStyle.Numbers));
        using var assembly = GeneratedAssembly.Load(GeneratedAssembly.Add(compilation, generated));
        var contract = ContractOf(assembly.Assembly.GetType("Contracts")!.GetProperty("C0", BindingFlags.Static | BindingFlags.NonPublic)!);

        Assert.Equal("1", JsonSerializer.Serialize(Enum.ToObject(contract.Type, 1), contract));
    }

    // The accessor has a DirectContract<T>.
    private static JsonTypeInfo ContractOf(PropertyInfo accessor)
    {
        var direct = accessor.GetValue(null)!;
        return (JsonTypeInfo)direct.GetType().GetProperty("Contract")!.GetValue(direct)!;
    }

    [Fact]
    public void Collections_with_nullable_elements_compile_without_a_warning()
    {
        var (generated, compilation) = Emit("""
            using System.Collections.Generic;
            public sealed class Odd : Dictionary<string, string?> { public required int N { get; init; } public List<Odd?>? More { get; } }
            """, "Odd", "");
        using var assembly = GeneratedAssembly.Load(GeneratedAssembly.Add(compilation, generated));

        Assert.NotNull(assembly.Assembly.GetType("Contracts"));
    }

    [Fact]
    public void Projects_without_nullable_annotations_compile_without_a_warning()
    {
        const string Source = "public sealed class Old { public string Name { get; set; } public Old Next { get; set; } }";
        var (generated, compilation) = Emit(Source, "Old", "", NullableContextOptions.Disable);
        using var assembly = GeneratedAssembly.Load(GeneratedAssembly.Add(compilation, generated));

        Assert.NotNull(assembly.Assembly.GetType("Contracts"));
    }

    private static (string Generated, CSharpCompilation Compilation) Emit(
        string source, string root, string space, NullableContextOptions nullable = NullableContextOptions.Enable)
    {
        var compilation = GeneratedAssembly.Compile(source);
        compilation = compilation.WithOptions(compilation.Options.WithNullableContextOptions(nullable));
        var type = compilation.GetTypeByMetadataName(root)!;
        var table = ContractTable.From(TypeContractParser.Closure(type, TestContext.Current.CancellationToken), [TypeNames.Of(type)]);
        return (ContractSource.Of(space, table, ContractOptions.Default), compilation);
    }
}
