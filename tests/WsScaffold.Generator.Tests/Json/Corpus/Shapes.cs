// The types whose contracts are compared with the reflection serializer. The tests compile this file at run time. Each member of IShapes
// is one case, and its name says what is special about it.
#pragma warning disable CA1050
#pragma warning disable CS0612, CS0618, X1, X2 // Obsolete and experimental on purpose: what is generated for them must be silent by itself.
using System;
using System.Collections;
using System.Collections.Concurrent;
using System.Collections.Frozen;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Collections.ObjectModel;
using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;

namespace Shapes
{
    public interface IShapes
    {
        bool Bool { get; }
        byte Byte { get; }
        sbyte SByte { get; }
        short Int16 { get; }
        ushort UInt16 { get; }
        int Int32 { get; }
        uint UInt32 { get; }
        long Int64 { get; }
        ulong UInt64 { get; }
        Int128 Int128 { get; }
        UInt128 UInt128 { get; }
        Half Half { get; }
        float Single { get; }
        double Double { get; }
        decimal Decimal { get; }
        char Char { get; }
        string String { get; }
        Guid Guid { get; }
        DateTime DateTime { get; }
        DateTimeOffset DateTimeOffset { get; }
        DateOnly DateOnly { get; }
        TimeOnly TimeOnly { get; }
        TimeSpan TimeSpan { get; }
        Uri Uri { get; }
        Version Version { get; }
        byte[] Bytes { get; }
        Memory<byte> MemoryOfBytes { get; }
        ReadOnlyMemory<byte> ReadOnlyMemoryOfBytes { get; }
        JsonElement JsonElement { get; }
        JsonNode JsonNode { get; }
        JsonObject JsonObject { get; }
        JsonArray JsonArray { get; }
        JsonValue JsonValue { get; }
        JsonDocument JsonDocument { get; }
        object Object { get; }
        int? NullableInt { get; }
        Level? NullableEnum { get; }
        PlainStruct? NullableStruct { get; }
        Level Enum { get; }
        Rights FlagsEnum { get; }
        ByteLevel ByteEnum { get; }
        NumericLevel EnumWrittenAsNumbers { get; }
        OwnNames EnumWithItsOwnStringConverter { get; }
        int[] ArrayOfInts { get; }
        string?[] ArrayOfNullableStrings { get; }
        int[][] JaggedArray { get; }
        PlainClass[] ArrayOfObjects { get; }
        List<int> ListOfInts { get; }
        List<PlainClass> ListOfObjects { get; }
        List<List<Level?>> ListOfLists { get; }
        IList<string> IListOfStrings { get; }
        IReadOnlyList<int> IReadOnlyList { get; }
        ICollection<int> ICollection { get; }
        IReadOnlyCollection<int> IReadOnlyCollection { get; }
        IEnumerable<string> IEnumerableOfStrings { get; }
        ISet<string> ISet { get; }
        HashSet<string> HashSet { get; }
        SortedSet<int> SortedSet { get; }
        LinkedList<int> LinkedList { get; }
        Collection<int> Collection { get; }
        ObservableCollection<int> ObservableCollection { get; }
        Stack<int> Stack { get; }
        Queue<int> Queue { get; }
        ConcurrentQueue<int> ConcurrentQueue { get; }
        ConcurrentStack<int> ConcurrentStack { get; }
        ConcurrentBag<int> ConcurrentBagIsWriteOnly { get; }
        BlockingCollection<int> BlockingCollectionIsWriteOnly { get; }
        IProducerConsumerCollection<int> IProducerConsumerCollectionIsWriteOnly { get; }
        ReadOnlyCollection<int> ReadOnlyCollectionIsWriteOnly { get; }
        ReadOnlyObservableCollection<int> ReadOnlyObservableCollectionIsWriteOnly { get; }
        ReadOnlySet<int> ReadOnlySetIsWriteOnly { get; }
        ById KeyedCollection { get; }
        KeyedCollection<string, PlainClass> KeyedCollectionIsWriteOnly { get; }
        IReadOnlySet<int> IReadOnlySetIsWriteOnly { get; }
        FrozenSet<int> FrozenSetIsWriteOnly { get; }
        IList UntypedIList { get; }
        ICollection UntypedICollection { get; }
        IEnumerable UntypedIEnumerable { get; }
        ArrayList ArrayList { get; }
        Queue UntypedQueue { get; }
        Stack UntypedStack { get; }
        UntypedStacked ClassDerivedFromUntypedStack { get; }
        BitArray UntypedEnumerableIsWriteOnly { get; }
        ImmutableArray<int> ImmutableArray { get; }
        ImmutableList<int> ImmutableList { get; }
        IImmutableList<int> IImmutableList { get; }
        IImmutableSet<string> IImmutableSet { get; }
        IImmutableQueue<int> IImmutableQueue { get; }
        IImmutableStack<int> IImmutableStack { get; }
        IImmutableDictionary<string, int> IImmutableDictionary { get; }
        ImmutableHashSet<int> ImmutableHashSet { get; }
        ImmutableSortedSet<int> ImmutableSortedSet { get; }
        ImmutableQueue<int> ImmutableQueue { get; }
        ImmutableStack<int> ImmutableStack { get; }
        ImmutableDictionary<string, int> ImmutableDictionary { get; }
        ImmutableSortedDictionary<string, int> ImmutableSortedDictionary { get; }
        Memory<int> MemoryOfInts { get; }
        ReadOnlyMemory<PlainStruct> ReadOnlyMemoryOfStructs { get; }
        Dictionary<string, int> DictionaryOfInts { get; }
        Dictionary<string, PlainClass?> DictionaryOfObjects { get; }
        Dictionary<int, string> DictionaryByInt { get; }
        Dictionary<Level, int> DictionaryByEnum { get; }
        Dictionary<Guid, List<int>> DictionaryByGuid { get; }
        IDictionary<string, string> IDictionary { get; }
        IReadOnlyDictionary<string, int[]> IReadOnlyDictionary { get; }
        SortedDictionary<string, int> SortedDictionary { get; }
        ConcurrentDictionary<string, int> ConcurrentDictionary { get; }
        SortedList<string, int> SortedList { get; }
        OrderedDictionary<string, int> OrderedDictionary { get; }
        ReadOnlyDictionary<string, int> ReadOnlyDictionaryIsWriteOnly { get; }
        FrozenDictionary<string, int> FrozenDictionaryIsWriteOnly { get; }
        IDictionary UntypedIDictionary { get; }
        Hashtable Hashtable { get; }
        System.Collections.SortedList UntypedSortedList { get; }
        System.Dynamic.ExpandoObject ExpandoObject { get; }
        IntList ClassDerivedFromList { get; }
        Labels ClassDerivedFromDictionary { get; }
        PlainClass PlainClass { get; }
        PlainRecord PlainRecord { get; }
        PlainStruct PlainStruct { get; }
        PlainRecordStruct PlainRecordStruct { get; }
        ReadOnlyRecordStruct ReadOnlyRecordStruct { get; }
        StructWithConstructor StructWithConstructor { get; }
        StructWithParameterlessConstructor StructWithParameterlessConstructor { get; }
        StructWithRequired StructWithRequired { get; }
        Empty EmptyClass { get; }
        EveryScalar EveryScalar { get; }
        InitMembers InitMembersKeepTheirInitializers { get; }
        RequiredMembers RequiredMembers { get; }
        RequiredAndInit RequiredInitRecord { get; }
        SetsRequired ConstructorSetsRequiredMembers { get; }
        RequiredByAttribute RequiredByAttribute { get; }
        ManyParameters RecordWithManyParameters { get; }
        Defaults ConstructorDefaults { get; }
        PrimaryConstructor PrimaryConstructorClass { get; }
        IgnoredParameters ConstructorParametersIgnored { get; }
        FieldParameters ConstructorParametersOfFields { get; }
        HidingRecord ConstructorParameterOfTwoMembers { get; }
        MarkedConstructor JsonConstructor { get; }
        PrivateConstructor PrivateJsonConstructor { get; }
        PrivateParameterless PrivateParameterlessJsonConstructor { get; }
        TwoConstructors TwoConstructorsAreWriteOnly { get; }
        PrivateMembers PrivateJsonIncludeMembers { get; }
        PrivateStructMembers PrivateJsonIncludeMembersOfStruct { get; }
        PrivateSetters PrivateSetters { get; }
        GetOnly GetOnlyMembers { get; }
        Fields Fields { get; }
        Nulls NullableReferences { get; }
        FlowAttributes NullableFlowAttributes { get; }
        NestedAnnotations NestedNullableAnnotations { get; }
        Named JsonPropertyName { get; }
        Ignored JsonIgnoreConditions { get; }
        IgnoredUnnameable JsonIgnoreOfUnsupportedTypes { get; }
        Ordered JsonPropertyOrder { get; }
        Keywords KeywordNames { get; }
        @class KeywordTypeName { get; }
        Derived Inheritance { get; }
        Hiding HiddenMembers { get; }
        Overriding OverriddenMembers { get; }
        DerivedRecord RecordInheritance { get; }
        Node SelfReference { get; }
        Tree SelfReferenceThroughList { get; }
        IAnimal InterfaceIsWriteOnly { get; }
        IPuppy InterfaceInheritanceIsWriteOnly { get; }
        Shape AbstractClassIsWriteOnly { get; }
        Event Polymorphic { get; }
        IVehicle PolymorphicInterface { get; }
        Fruit PolymorphicByNumber { get; }
        Page<int> GenericOfInt { get; }
        Page<string> GenericOfString { get; }
        Page<PlainClass> GenericOfObject { get; }
        Constrained<string, int, PlainClass> GenericWithConstraints { get; }
        StringPage DerivedFromGeneric { get; }
        Outer.Nested NestedType { get; }
        Outer<int>.Nested NestedInGeneric { get; }
        Other.PlainClass SameSimpleName { get; }
        GlobalType GlobalNamespace { get; }
        KeyValuePair<string, int> KeyValuePair { get; }
        Tuple<int, string> Tuple { get; }
        (int A, string B) ValueTupleWritesNothing { get; }
        (int, int, int, int, int, int, int, string) TupleOfEightWritesNothing { get; }
        Tuple<int, int, int, int, int, int, int, Tuple<string>> TupleOfEightIsWriteOnly { get; }
        WsScaffold.RouteDescriptor TypesOfReferencedAssembly { get; }
        Extra ExtensionData { get; }
        ExtraElements ExtensionDataOfElements { get; }
        Strict UnmappedMembersDisallowed { get; }
        Populated ObjectCreationPopulate { get; }
        PopulatedRecords ObjectCreationPopulateOfRecords { get; }
        LenientNumbers NumberHandlingOfType { get; }
        LenientMember NumberHandlingOfMember { get; }
        Temperature ConverterOnType { get; }
        Temperature? NullableOfTypeWithConverter { get; }
        Converters ConvertersOnMembers { get; }
        Wrapped<int> ConverterFactoryOnType { get; }
        Factories ConverterFactoryOnMembers { get; }
        UnmappedSkipped UnmappedMembersSkipped { get; }
        Callbacks Callbacks { get; }
        Indexed Indexer { get; }
        ExplicitImplementation ExplicitInterfaceImplementation { get; }
        Discouraged ObsoleteAndExperimentalMembers { get; }
        OldHolder ObsoleteAndExperimentalTypes { get; }
        OldConstructor ObsoleteConstructor { get; }
        OldConstructorByError ObsoleteConstructorByError { get; }
        ExperimentalConstructor ExperimentalConstructor { get; }
        OldList ObsoleteConstructorOfCollection { get; }
        ManyLevels NestedOfEverything { get; }
        Message Message { get; }
    }

    /// <summary>Values of the shapes that can't be read, so that there are values to write.</summary>
    public static class Samples
    {
        public static object? Of(string shape) => shape switch
        {
            "ConcurrentBagIsWriteOnly" => new ConcurrentBag<int>([1, 2]),
            "BlockingCollectionIsWriteOnly" => new BlockingCollection<int>(new ConcurrentQueue<int>([1, 2])),
            "IProducerConsumerCollectionIsWriteOnly" => new ConcurrentQueue<int>([1, 2]),
            "ReadOnlyCollectionIsWriteOnly" => new ReadOnlyCollection<int>([1, 2]),
            "ReadOnlyObservableCollectionIsWriteOnly" => new ReadOnlyObservableCollection<int>([1, 2]),
            "ReadOnlySetIsWriteOnly" => new ReadOnlySet<int>(new HashSet<int>([1, 2])),
            "KeyedCollectionIsWriteOnly" => new ById { new PlainClass { Id = 1 }, new PlainClass { Id = 1, Name = "x" } },
            "IReadOnlySetIsWriteOnly" => new HashSet<int>([1, 2]),
            "FrozenSetIsWriteOnly" => new HashSet<int>([1]).ToFrozenSet(),
            "UntypedEnumerableIsWriteOnly" => new BitArray([true, false]),
            "ReadOnlyDictionaryIsWriteOnly" => new ReadOnlyDictionary<string, int>(new Dictionary<string, int> { ["a"] = 1 }),
            "FrozenDictionaryIsWriteOnly" => new Dictionary<string, int> { ["a"] = 1 }.ToFrozenDictionary(),
            "TupleOfEightIsWriteOnly" => new Tuple<int, int, int, int, int, int, int, Tuple<string>>(1, 2, 3, 4, 5, 6, 7, new("x")),
            "TwoConstructorsAreWriteOnly" => new TwoConstructors(1, 2),
            "InterfaceIsWriteOnly" => new ExplicitImplementation(),
            "AbstractClassIsWriteOnly" => new Square { Sides = 4 },
            "InterfaceInheritanceIsWriteOnly" => new Puppy { Legs = 4 },
            _ => null,
        };
    }

    public sealed class Square : Shape { public override double Area => 1; }
    public sealed class Puppy : IPuppy
    {
        public string Name => "p";
        public int Legs { get; set; }
        public string Label => "l";
        public string? Nick { get; init; }
        public int Age => 1;
    }

    public enum Level { Low, Middle = 5, VeryHigh = 9 }
    [Flags] public enum Rights { None = 0, Read = 1, Write = 2, All = Read | Write }
    public enum ByteLevel : byte { A, B = 255 }
    [JsonConverter(typeof(JsonNumberEnumConverter<NumericLevel>))] public enum NumericLevel { A, B = -3 }
    [JsonConverter(typeof(JsonStringEnumConverter<OwnNames>))]
    public enum OwnNames { FirstOne, [JsonStringEnumMemberName("2nd")] SecondOne }

    public sealed class IntList : List<int> { public string? Ignored { get; set; } }
    public sealed class Labels : Dictionary<string, string>;

    public sealed class ById : KeyedCollection<string, PlainClass>
    {
        protected override string GetKeyForItem(PlainClass item) => $"{item.Id}{Count}";
    }
    public sealed class UntypedStacked : Stack;

    public class PlainClass { public int Id { get; set; } public string? Name { get; set; } }
    public sealed record PlainRecord(int Id, string Name, string? Note);
    public struct PlainStruct { public int X { get; set; } public double Y { get; set; } }
    public record struct PlainRecordStruct(int X, string Y);
    public readonly record struct ReadOnlyRecordStruct(int X, string? Y);
    public readonly struct StructWithConstructor
    {
        [JsonConstructor] public StructWithConstructor(int x, string y) { X = x; Y = y; }
        public int X { get; }
        public string Y { get; }
    }
    public struct StructWithParameterlessConstructor
    {
        public StructWithParameterlessConstructor() => X = 7;
        public int X { get; set; }
        public int Y { get; init; } = 3;
    }
    public struct StructWithRequired { public required int X { get; set; } public required string Y { get; init; } }
    public sealed class Empty;

    public sealed class EveryScalar
    {
        public bool A { get; set; } public byte B { get; set; } public sbyte C { get; set; } public short D { get; set; }
        public ushort E { get; set; } public int F { get; set; } public uint G { get; set; } public long H { get; set; }
        public ulong I { get; set; } public float J { get; set; } public double K { get; set; } public decimal L { get; set; }
        public char M { get; set; } public string? N { get; set; } public Guid O { get; set; } public DateTime P { get; set; }
        public DateTimeOffset Q { get; set; }
        public DateOnly R { get; set; } public TimeOnly S { get; set; } public TimeSpan T { get; set; }
        public Uri? U { get; set; } public Version? V { get; set; } public byte[]? W { get; set; } public Level X { get; set; }
        public int? Y { get; set; } public Guid? Z { get; set; } public Half AA { get; set; } public Level? BB { get; set; }
    }

    public sealed class InitMembers
    {
        public int N { get; init; } = 5;
        public string S { get; init; } = "x";
        public List<int> L { get; init; } = [1, 2];
    }
    public sealed class RequiredMembers
    {
        public required string Id { get; set; }
        public required int N;
        public required int? M { get; set; }
        public string? Note { get; set; }
    }
    public sealed record RequiredAndInit(string Room) { public required int N { get; init; } public string? Note { get; init; } = "none"; }
    public sealed class SetsRequired
    {
        [SetsRequiredMembers] public SetsRequired() => Id = "set";
        public required string Id { get; set; }
        [JsonRequired] public required int N { get; set; }
    }
    public sealed class RequiredByAttribute
    {
        [JsonRequired] public int N { get; set; }
        [JsonRequired] public string? S { get; set; }
        public int Other { get; set; }
    }
    public sealed record ManyParameters(int A, string B, bool C, double D, Level E, int? F, List<int> G, PlainClass? H = null);
    public sealed record Defaults(
        int A = 5, string B = "q\"\n", Level C = Level.VeryHigh, double D = 1.5, float E = -2.25f, decimal F = 3.5m, char G = '\'',
        long H = long.MinValue, Guid I = default, int? J = 4, Level? K = Level.Middle, string? L = null, bool M = true, byte N = 200,
        double O = double.NaN, ulong P = ulong.MaxValue, Level Q = (Level)77, PlainStruct R = default, DateTime S = default);
    public sealed class PrimaryConstructor(int id, string name)
    {
        public int Id { get; } = id;
        public string Name { get; set; } = name;
        public int Other { get; set; }
    }
    public sealed record IgnoredParameters(
        int Id,
        [property: JsonIgnore] string Secret = "s",
        [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenReading)] int Told = 2,
        [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWriting)] int Heard = 3);
    public sealed class FieldParameters
    {
        [JsonConstructor] private FieldParameters(int x, string y) { X = x; this.y = y + "!"; }
        [JsonInclude] public int X;
        [JsonInclude] private readonly string y;
        public string Y() => y;
    }
    public sealed record HidingRecord(int Id, string Name) : BaseRecord(Id + 1) { public new int Id { get; init; } = Id; }
    public sealed class MarkedConstructor
    {
        public MarkedConstructor() { }
        [JsonConstructor] public MarkedConstructor(int id) => Id = id + 1;
        public int Id { get; }
        public int Other { get; set; }
    }
    public sealed class PrivateConstructor
    {
        [JsonConstructor] private PrivateConstructor(int id, string? name) { Id = id; Name = name; }
        public int Id { get; }
        public string? Name { get; }
    }
    public sealed class PrivateParameterless { [JsonConstructor] private PrivateParameterless() => N = 3; public int N { get; set; } }
    public sealed class TwoConstructors
    {
        public TwoConstructors(int a) => A = a;
        public TwoConstructors(int a, int b) => A = a + b;
        public int A { get; }
    }
    public sealed class PrivateMembers
    {
        [JsonInclude] private int Secret { get; set; } = 1;
        [JsonInclude] private string? field = null;
        [JsonInclude] internal int Internal { get; private set; }
        [JsonInclude] public int PublicGetPrivateSet { get; private set; } = 2;
        [JsonInclude] public int PrivateGetPublicSet { private get; set; } = 3;
        [JsonInclude] private readonly int fixedField = 9;
        public string? Field() => field + fixedField + Secret;
    }
    public struct PrivateStructMembers
    {
        [JsonInclude] private int Secret { get; set; }
        [JsonInclude] private int field;
        public int Sum() => Secret + field;
        public void Set(int v) => field = v;
    }
    public class PrivateSetters
    {
        public int A { get; private set; } = 1;
        public int B { get; protected set; } = 2;
        public int C { get; internal set; } = 3;
        public int D { internal get; set; }
    }
    public sealed class GetOnly { public int Id { get; } = 4; public List<int> Items { get; } = [1]; public string Computed => "c" + Id; }
    public sealed class Fields
    {
        public int Plain = 1;
        [JsonInclude] public int Included = 2;
        [JsonInclude] public readonly int ReadOnly = 3;
        public const int Constant = 4;
        public static int Static = 5;
    }
    public sealed class Nulls
    {
        public string A { get; set; } = "a";
        public string? B { get; set; }
        public List<string> C { get; set; } = [];
        public PlainClass? D { get; set; }
        public PlainClass E { get; set; } = new();
        public int? F { get; set; }
    }
    public sealed class FlowAttributes
    {
        [AllowNull] public string A { get => field ?? ""; set; }
        [DisallowNull] public string? B { get; set; }
        [MaybeNull] public string C { get; set; } = "";
        [NotNull] public string? D { get => field ?? ""; set; }
    }
    public sealed record NestedAnnotations(List<string?> A, Dictionary<string, string?>? B, string?[] C, Page<string?> D)
    {
        public List<string?>? E { get; init; }
        public List<List<string?>> F { get; set; } = [];
        public required Page<string?>?[] G { get; set; }
    }
    public sealed class Named
    {
        [JsonPropertyName("$type-ish")] public int A { get; set; }
        [JsonPropertyName("naïve \"quoted\"")] public int B { get; set; }
        [JsonPropertyName("")] public int C { get; set; }
    }
    public sealed class Ignored
    {
        [JsonIgnore] public int Always { get; set; } = 1;
        [JsonIgnore(Condition = JsonIgnoreCondition.Never)] public int Never { get; set; }
        [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)] public int WhenDefault { get; set; }
        [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] public string? WhenNull { get; set; }
        [JsonIgnore(Condition = JsonIgnoreCondition.WhenWriting)] public int WhenWriting { get; set; }
        [JsonIgnore(Condition = JsonIgnoreCondition.WhenReading)] public int WhenReading { get; set; }
    }
    public sealed class IgnoredUnnameable
    {
        [JsonIgnore] public Action? Callback { get; set; }
        [JsonIgnore] public Type? Type { get; set; }
        [JsonIgnore, JsonInclude] private Hidden? Value { get; set; }
        public int N { get; set; }
        private sealed class Hidden;
        public bool Has() => Value is null;
    }
    public sealed class Ordered
    {
        [JsonPropertyOrder(2)] public int A { get; set; }
        public int B { get; set; }
        [JsonPropertyOrder(-1)] public int C { get; set; }
    }
    public sealed record Keywords(int @class, string @event)
    {
        public int @int { get; set; }
        public int @await { get; init; }
        public int record { get; set; }
        public int @field { get; set; }
    }
    public sealed class @class { public @class? @new { get; set; } public int @return { get; init; } }
    public class Base { public int A { get; set; } public virtual int B { get; set; } public int C { get; init; } }
    public sealed class Derived : Base { public int D { get; set; } public int E { get; init; } }
    public class Hidden0 { public int A { get; set; } public string? B { get; set; } public int C { get; init; } = 1; }
    public sealed class Hiding : Hidden0
    {
        public new string? A { get; set; }
        [JsonPropertyName("other")] public new int B { get; set; }
        public new int C { get; init; } = 2;
    }
    public abstract class Overridden
    {
        public abstract int A { get; set; }
        public virtual string? B { get; set; }
        public virtual int C { get; set; }
        public virtual int D { get; init; }
    }
    public sealed class Overriding : Overridden
    {
        public override int A { get; set; }
        public override string? B { get => base.B + "!"; }
        [JsonIgnore] public override int C { get; set; }
        public override int D { get; init; }
    }
    public record BaseRecord(int Id) { public string? Tag { get; init; } }
    public sealed record DerivedRecord(int Id, string Name) : BaseRecord(Id);
    public sealed class Node { public int Value { get; set; } public Node? Next { get; set; } }
    public sealed record Tree(string Name, List<Tree> Children, Dictionary<string, Tree>? ByName);

    public interface IAnimal
    {
        string Name { get; }
        int Legs { get; set; }
    }

    public interface IPuppy : IAnimal, INamed
    {
        int Age { get; }
    }

    public interface INamed
    {
        string Label { get; }
        string? Nick { get; init; }
    }

    public abstract class Shape
    {
        public int Sides { get; set; }
        public abstract double Area { get; }
    }

    [
        JsonPolymorphic(TypeDiscriminatorPropertyName = "kind"),
        JsonDerivedType(typeof(Joined), "joined"),
        JsonDerivedType(typeof(Left), "left")
    ]
    public abstract record Event(string Room);
    public sealed record Joined(string Room, string User) : Event(Room);
    public sealed record Left(string Room, int Code) : Event(Room) { public string? Reason { get; init; } }

    [JsonDerivedType(typeof(Car), "car"), JsonDerivedType(typeof(Bike), "bike")] public interface IVehicle { int Wheels { get; } }
    public sealed record Car(int Wheels, string Plate) : IVehicle;
    public sealed record Bike(int Wheels) : IVehicle;
    [JsonDerivedType(typeof(Fruit), 0), JsonDerivedType(typeof(Apple), 1)] public class Fruit { public int Weight { get; set; } }
    public sealed class Apple : Fruit { public string? Sort { get; set; } }

    public sealed record Page<T>(T First, int Total)
    {
        public List<T> Items { get; init; } = [];
        public T? Last { get; init; }
        public required string Cursor { get; init; }
        [JsonInclude] private T? Hidden { get; set; }
        public T? Peek() => Hidden;
    }
    public class Constrained<TNotNull, TStruct, TClass>
        where TNotNull : notnull
        where TStruct : unmanaged, IComparable<TStruct>
        where TClass : PlainClass, new()
    {
        public required TNotNull A { get; init; }
        public TStruct B { get; init; }
        public TStruct? C { get; init; } public TClass? D { get; init; } public TClass E { get; set; } = new();
    }
    public class OpenPage<T> { public T? Value { get; init; } public required T Other { get; set; } }
    public sealed class StringPage : OpenPage<string> { public int N { get; init; } }
    public static class Outer { public sealed class Nested { public int N { get; init; } } }
    public static class Outer<T> { public sealed class Nested { public T? Value { get; init; } } }

    public sealed class Extra { public int A { get; set; } [JsonExtensionData] public Dictionary<string, object>? Rest { get; set; } }
    public sealed class ExtraElements
    {
        public int A { get; set; }
        [JsonExtensionData] public IDictionary<string, JsonElement>? Rest { get; set; }
    }
    [JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
    public sealed class Strict { public int A { get; set; } public string? B { get; set; } }
    [JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Skip)] public sealed class UnmappedSkipped { public int A { get; set; } }
    [JsonObjectCreationHandling(JsonObjectCreationHandling.Populate)]
    public sealed class Populated
    {
        public List<int> Items { get; } = [1];
        public PlainClass Inner { get; } = new() { Id = 3 };
        [JsonObjectCreationHandling(JsonObjectCreationHandling.Replace)] public List<int> Replaced { get; set; } = [1];
    }
    [JsonObjectCreationHandling(JsonObjectCreationHandling.Populate)]
    public sealed class PopulatedRecords
    {
        public Filled Record { get; } = new(1, "a") { Note = "n" };
        public FilledStruct Struct { get; set; } = new(1, "b");
        public FilledIfAny? Nullable { get; set; } = new(2);
    }
    public sealed record Filled(int Id, string Name) { public string? Note { get; init; } }
    public readonly record struct FilledStruct(int Id, string Name);
    public readonly record struct FilledIfAny(int Id);
    [JsonNumberHandling(JsonNumberHandling.AllowReadingFromString | JsonNumberHandling.WriteAsString)]
    public sealed class LenientNumbers { public int A { get; set; } public double? B { get; set; } public List<int> C { get; set; } = []; }
    public sealed class LenientMember
    {
        [JsonNumberHandling(JsonNumberHandling.AllowNamedFloatingPointLiterals)] public double A { get; set; }
        public double B { get; set; }
        [JsonNumberHandling(JsonNumberHandling.AllowReadingFromString)] public List<int>? C { get; set; }
    }

    [JsonConverter(typeof(TemperatureConverter))] public readonly record struct Temperature(double Degrees);
    public sealed class TemperatureConverter : JsonConverter<Temperature>
    {
        public override Temperature Read(ref Utf8JsonReader reader, Type type, JsonSerializerOptions options)
        {
            var text = reader.GetString() ?? throw new JsonException();
            return new(double.Parse(text.TrimEnd('C'), System.Globalization.CultureInfo.InvariantCulture));
        }
        public override void Write(Utf8JsonWriter writer, Temperature value, JsonSerializerOptions options) =>
            writer.WriteStringValue(value.Degrees.ToString(System.Globalization.CultureInfo.InvariantCulture) + "C");
    }
    [JsonConverter(typeof(WrappedFactory))] public readonly record struct Wrapped<T>(T Value);
    public sealed class WrappedFactory : JsonConverterFactory
    {
        public override bool CanConvert(Type type) => type == typeof(Wrapped<int>);
        public override JsonConverter CreateConverter(Type type, JsonSerializerOptions options) => new WrappedConverter();
    }
    public sealed class WrappedConverter : JsonConverter<Wrapped<int>>
    {
        public override Wrapped<int> Read(ref Utf8JsonReader reader, Type type, JsonSerializerOptions options) => new(reader.GetInt32());
        public override void Write(Utf8JsonWriter writer, Wrapped<int> value, JsonSerializerOptions options) =>
            writer.WriteNumberValue(value.Value);
    }
    public sealed class Factories
    {
        [JsonConverter(typeof(WrappedFactory))] public Wrapped<int> A { get; set; }
        [JsonConverter(typeof(WrappedFactory))] public Wrapped<int>? B { get; init; }
        public Wrapped<int>[]? C { get; set; }
    }
    public sealed class UpperConverter : JsonConverter<string>
    {
        public override string? Read(ref Utf8JsonReader reader, Type type, JsonSerializerOptions options) =>
            reader.GetString()?.ToLowerInvariant();
        public override void Write(Utf8JsonWriter writer, string value, JsonSerializerOptions options) =>
            writer.WriteStringValue(value.ToUpperInvariant());
    }
    public sealed class Converters
    {
        [JsonConverter(typeof(UpperConverter))] public string? A { get; set; }
        [JsonConverter(typeof(JsonStringEnumConverter<Level>))] public Level B { get; set; }
        [JsonConverter(typeof(JsonStringEnumConverter<Level>))] public Level? C { get; set; }
        [JsonConverter(typeof(JsonNumberEnumConverter<Level>))] public Level D { get; set; }
        [JsonConverter(typeof(JsonStringEnumConverter))] public Level E { get; set; }
        [JsonConverter(typeof(JsonStringEnumConverter))] public Level? F { get; init; }
        [JsonConverter(typeof(TemperatureConverter))] public Temperature? G { get; set; }
        public Temperature H { get; set; }
    }
    public sealed class Callbacks : IJsonOnDeserialized, IJsonOnDeserializing, IJsonOnSerializing, IJsonOnSerialized
    {
        public int N { get; set; } public int Log { get; set; }
        public void OnDeserializing() => Log = Log * 10 + 1;
        public void OnDeserialized() => Log = Log * 10 + 2;
        public void OnSerializing() => Log = Log * 10 + 3;
        public void OnSerialized() => Log = Log * 10 + 4;
    }
    public sealed class Discouraged
    {
        [Obsolete("Use C.")] public int A { get; set; }
        [Obsolete("Use C.", error: true)] public int B { get; set; }
        [Experimental("X1")] public int C { get; init; }
        [Obsolete, JsonInclude] public int D;
    }
    [Obsolete] public class OldBase { public int A { get; set; } public required int B { get; init; } }
    [Obsolete("Use something else.")] public sealed class Old : OldBase { public Page<Old>? Pages { get; set; } }
    [Experimental("X2")] public enum New { One, Two }
    [Experimental("X1")] public record struct NewStruct(int N);
    public sealed record OldHolder(Old? Old, List<Old> Many, New New, NewStruct? Struct, Dictionary<New, Old[]> ByNew);
    public sealed record OldConstructor { [Obsolete] public OldConstructor(int n) => N = n; public int N { get; } }
    public sealed record OldConstructorByError
    {
        [Obsolete("Never.", error: true)] public OldConstructorByError(int n = 3) => N = n;
        public int N { get; }
    }
    public sealed class ExperimentalConstructor
    {
        [Experimental("X3")] public ExperimentalConstructor() => N = 1;
        public int N { get; set; }
    }
    public sealed class OldList : List<int> { [Obsolete] public OldList() { } }
    public sealed record ManyLevels(
        Dictionary<string, List<Page<Level>?>>[] A,
        ImmutableDictionary<string, ImmutableArray<PlainRecordStruct?>> B,
        IReadOnlyDictionary<int, Event[]>? C);
    public sealed class Indexed { public int N { get; set; } public int this[int i] => i; }
    public sealed class ExplicitImplementation : IAnimal
    {
        string IAnimal.Name => "explicit";
        int IAnimal.Legs { get; set; }
        public int N { get; set; }
    }
    public sealed record Message(
        string Id,
        string Room,
        DateTimeOffset At,
        Level Level,
        IReadOnlyList<Part> Parts,
        IReadOnlyDictionary<string, string>? Tags = null);
    public sealed record Part(string Kind, string? Text = null, Uri? Link = null, int Size = 0);
}

namespace Shapes.Other
{
    public sealed class PlainClass { public string? Different { get; set; } }
}

public sealed class GlobalType { public int N { get; set; } public Shapes.PlainClass? Inner { get; set; } }
