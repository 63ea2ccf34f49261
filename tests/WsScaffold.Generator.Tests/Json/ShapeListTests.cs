using Basic.Reference.Assemblies;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace WsScaffold.Generator.Tests.Json;

/// <summary>The documented types and attributes match the shapes in the corpus.</summary>
public sealed class ShapeListTests
{
    private const string Written = "WriteOnly";

    /// <summary>
    /// The types and attributes listed in docs/guides/messages.md, and their shapes in the corpus. A name that ends in * stands for all
    /// shapes with that prefix.
    /// </summary>
    private static readonly (string What, string Shapes)[] _supported =
    [
        ("classes", "PlainClass EmptyClass EveryScalar"),
        ("records", "PlainRecord RecordWithManyParameters ConstructorDefaults Message"),
        ("structs", "PlainStruct StructWithConstructor StructWithParameterlessConstructor StructWithRequired"),
        ("record structs", "PlainRecordStruct ReadOnlyRecordStruct"),
        ("nested types", "NestedType NestedInGeneric NestedOfEverything"),
        ("generic types", "GenericOfInt GenericOfString GenericOfObject GenericWithConstraints DerivedFromGeneric"),
        ("primary constructors", "PrimaryConstructorClass"),
        (
            "constructors with parameters",
            "RecordWithManyParameters ConstructorDefaults PrimaryConstructorClass ConstructorParameter* KeyValuePair"),
        ("[JsonConstructor]", "JsonConstructor PrivateJsonConstructor PrivateParameterlessJsonConstructor"),
        ("no constructor to choose", "TwoConstructorsAreWriteOnly"),
        ("init members", "InitMembersKeepTheirInitializers RequiredInitRecord"),
        ("required members", "RequiredMembers RequiredInitRecord ConstructorSetsRequiredMembers"),
        ("get-only members", "GetOnlyMembers"),
        ("private members with [JsonInclude]", "PrivateJsonIncludeMembers PrivateJsonIncludeMembersOfStruct PrivateSetters"),
        ("fields", "Fields"),
        ("inheritance", "Inheritance HiddenMembers OverriddenMembers RecordInheritance AbstractClassIsWriteOnly"),
        ("interfaces as declared types", "InterfaceIsWriteOnly InterfaceInheritanceIsWriteOnly ExplicitInterfaceImplementation"),
        ("[JsonPolymorphic] and [JsonDerivedType]", "Polymorphic PolymorphicInterface PolymorphicByNumber"),
        ("enums as names", "Enum FlagsEnum ByteEnum NullableEnum EnumWithItsOwnStringConverter"),
        ("enums as numbers", "EnumWrittenAsNumbers"),
        ("nullable value types", "NullableInt NullableEnum NullableStruct NullableOfTypeWithConverter"),
        ("nullable reference types", "NullableReferences NullableFlowAttributes NestedNullableAnnotations ArrayOfNullableStrings"),
        ("arrays and jagged arrays", "ArrayOf* JaggedArray"),
        (
            "System.Collections.Generic",
            "List* IList* IReadOnlyList ICollection IReadOnlyCollection IEnumerable* ISet HashSet SortedSet LinkedList "
            + "Stack Queue Dictionary* IDictionary IReadOnlyDictionary SortedDictionary SortedList OrderedDictionary "
            + "IReadOnlySetIsWriteOnly ClassDerivedFrom*"),
        ("System.Collections.Immutable", "Immutable* IImmutable*"),
        ("System.Collections.Frozen", "Frozen*"),
        ("System.Collections.Concurrent", "Concurrent* BlockingCollectionIsWriteOnly IProducerConsumerCollectionIsWriteOnly"),
        (
            "System.Collections.ObjectModel",
            "Collection ObservableCollection KeyedCollection* ReadOnlyCollectionIsWriteOnly "
            + "ReadOnlyObservableCollectionIsWriteOnly ReadOnlySetIsWriteOnly ReadOnlyDictionaryIsWriteOnly"),
        ("collections that are not generic", "Untyped* ArrayList Hashtable ExpandoObject"),
        ("Memory<T>", "MemoryOf* ReadOnlyMemoryOf*"),
        ("byte[]", "Bytes"),
        (
            "every built-in scalar",
            "Bool Byte SByte Int* UInt* Half Single Double Decimal Char String Guid DateTime DateTimeOffset DateOnly "
            + "TimeOnly TimeSpan Uri Version"),
        ("JsonElement, JsonDocument, JsonNode, object", "JsonElement JsonDocument JsonNode JsonObject JsonArray JsonValue Object"),
        ("[JsonPropertyName]", "JsonPropertyName"),
        ("[JsonIgnore] with each condition", "JsonIgnore*"),
        ("[JsonPropertyOrder]", "JsonPropertyOrder"),
        ("[JsonRequired]", "RequiredByAttribute"),
        (
            "[JsonConverter] on types and members",
            "ConverterOnType NullableOfTypeWithConverter ConvertersOnMembers ConverterFactoryOnType "
            + "ConverterFactoryOnMembers"),
        ("[JsonNumberHandling]", "NumberHandlingOf*"),
        ("[JsonExtensionData]", "ExtensionData*"),
        ("[JsonUnmappedMemberHandling]", "UnmappedMembers*"),
        ("[JsonObjectCreationHandling]", "ObjectCreationPopulate*"),
        ("self-referencing types", "SelfReference*"),
        ("names that are C# keywords", "Keyword*"),
        ("types in the global namespace", "GlobalNamespace SameSimpleName"),
        ("types of referenced assemblies", "TypesOfReferencedAssembly KeyValuePair"),
        ("tuples", "Tuple* ValueTuple*"),
        ("callbacks", "Callbacks"),
        ("indexers", "Indexer"),
        ("obsolete and experimental code", "Obsolete* Experimental*"),
    ];

    [Fact]
    public void Each_documented_feature_has_shapes_in_the_corpus_and_each_shape_is_listed()
    {
        var names = Corpus.Names().Select(row => row.Data).ToArray();
        var listed = _supported.SelectMany(line => line.Shapes.Split(' ')).Distinct().ToArray();

        Assert.All(listed, pattern => Assert.Contains(names, name => Matches(name, pattern)));
        Assert.All(names, name => Assert.Contains(listed, pattern => Matches(name, pattern)));
        Assert.True(names.Length >= 150, $"{names.Length}");
    }

    /// <summary>All public collections in the framework's namespaces, so that a new one is noticed.</summary>
    [Theory]
    [InlineData("System.Collections.Generic")]
    [InlineData("System.Collections.Immutable")]
    [InlineData("System.Collections.Frozen")]
    [InlineData("System.Collections.Concurrent")]
    [InlineData("System.Collections.ObjectModel")]
    public void Every_collection_of_the_framework_is_in_the_corpus(string name)
    {
        var compilation = CSharpCompilation.Create("framework", references: Net100.References.All);
        var scope = name.Split('.')
            .Aggregate(
                (INamespaceOrTypeSymbol)compilation.GlobalNamespace,
                (at, part) => at.GetMembers(part).OfType<INamespaceSymbol>().Single()
            );
        var collections = scope
            .GetMembers()
            .OfType<INamedTypeSymbol>()
            .Where(type =>
                type is { DeclaredAccessibility: Accessibility.Public, IsStatic: false }
                && type.AllInterfaces.Any(i => i.SpecialType == SpecialType.System_Collections_IEnumerable)
            )
            .Select(type => type.ToDisplayString())
            .ToArray();

        Assert.NotEmpty(collections);
        Assert.Empty(collections.Except(Corpus.Instance.Definitions));
    }

    [Fact]
    public void Only_shapes_that_cannot_be_read_have_samples()
    {
        var names = Corpus.Names().Select(row => row.Data);

        Assert.Equal(
            names.Where(name => name.EndsWith(Written, StringComparison.Ordinal)),
            names.Where(name => Corpus.Instance.Sample(name) is not null)
        );
    }

    private static bool Matches(string name, string pattern) =>
        pattern.EndsWith('*') ? name.StartsWith(pattern[..^1], StringComparison.Ordinal) : name == pattern;
}
