using static WsScaffold.Generator.Json.ContractEmitter;

namespace WsScaffold.Generator.Json;

/// <summary>Writes the contract of one object type, and the accessors it needs.</summary>
internal static class ObjectEmitter
{
    public static void Write(SourceWriter writer, ObjectContract contract, int index)
    {
        var id = Number(index);
        string[] arguments = ["o", Members(contract, id), .. Construction(contract, id), .. Settings(contract.Settings)];
        writer.Line();
        writer.Line($"""
            // {contract.TypeName}
            private static {Metadata}.JsonTypeInfo Object{id}({Options} o) => ObjectOf<{contract.TypeName}>(
                {string.Join(",\n    ", arguments)});
            """);
        WriteAccessors(writer, contract, id);
    }

    /// <summary>An expression that makes an instance from the arguments <c>a</c>.</summary>
    public static string New(ConstructorModel constructor, string id)
    {
        var arguments = string.Join(", ", constructor.Parameters.Select((parameter, i) => $"(({parameter.TypeName})a[{Number(i)}])!"));
        return constructor.Kind switch
        {
            ConstructorKind.Default => "default",
            ConstructorKind.New => $"new {constructor.Owner.TypeName}({arguments})",
            _ => $"{AccessorWriter.Call(constructor.Owner, $"New{id}")}({arguments})",
        };
    }

    private static string Members(ObjectContract contract, string id) =>
        $"static o =>{List(contract.Members.Select((member, i) => Member(member, $"{id}_{Number(i)}")))}";

    private static string List(IEnumerable<string> items) =>
        $"\n    [{string.Concat(items.Select(item => $"\n        {item},"))}\n    ]";

    private static string Member(MemberModel member, string id) =>
        $"Member<{member.TypeName}>(o, typeof({member.Owner.TypeName}), {member.Name.Literal()}, {Getter(member, id)}, {Setter(member, id)}{string.Concat(Facts(member).Select(fact => ", " + fact))})";

    private static string Getter(MemberModel member, string id) => member.Getter switch
    {
        Access.Direct => $"static x => (({member.Owner.TypeName})x).{member.Name.Escaped()}!",
        Access.Accessor => $"static x => {AccessorWriter.Call(member.Owner, (member.IsField ? "Field" : "Get") + id)}({Instance(member.Owner)})!",
        _ => "null",
    };

    private static string Setter(MemberModel member, string id) => member.Setter switch
    {
        Access.Direct when member.Owner.IsValueType => $"static (x, v) => global::System.Runtime.CompilerServices.Unsafe.Unbox<{member.Owner.TypeName}>(x).{member.Name.Escaped()} = v!",
        Access.Direct => $"static (x, v) => (({member.Owner.TypeName})x).{member.Name.Escaped()} = v!",
        Access.Accessor when member.IsField => $"static (x, v) => {AccessorWriter.Call(member.Owner, "Field" + id)}({Instance(member.Owner)}) = v!",
        Access.Accessor => $"static (x, v) => {AccessorWriter.Call(member.Owner, "Set" + id)}({Instance(member.Owner)}, v!)",
        _ => "null",
    };

    // A struct's setters act on the box.
    private static string Instance(OwnerModel owner) => owner.IsValueType
        ? $"ref global::System.Runtime.CompilerServices.Unsafe.Unbox<{owner.TypeName}>(x)"
        : $"({owner.TypeName})x";

    private static IEnumerable<string> Facts(MemberModel member)
    {
        var flags = new (bool Set, string Name)[]
        {
            (member.IsField, "isField"),
            (member.IsVirtual, "isVirtual"),
            (member.IsIncluded, "include"),
            (member.IsExtensionData, "extensionData"),
            (member.IsRequired, "required"),
            (member.GetNotNull, "getNotNull"),
            (member.SetNotNull, "setNotNull"),
        };
        foreach (var (_, name) in flags.Where(flag => flag.Set))
        {
            yield return $"{name}: true";
        }

        if (member.JsonName is { } jsonName)
        {
            yield return $"jsonName: {jsonName.Literal()}";
        }

        if (member.Order != 0)
        {
            yield return $"order: {Number(member.Order)}";
        }

        if (member.IgnoreCondition is { } ignore)
        {
            yield return $"ignore: {Enum("JsonIgnoreCondition", ignore)}";
        }

        if (member.NumberHandling is { } numbers)
        {
            yield return $"numberHandling: {Enum("JsonNumberHandling", numbers)}";
        }

        if (member.Creation is { } creation)
        {
            yield return $"creation: {Enum("JsonObjectCreationHandling", creation)}";
        }

        if (member.Converter is { } converter)
        {
            yield return $"converter: {Converter(member.TypeName, converter)}";
        }
    }

    private static IEnumerable<string> Construction(ObjectContract contract, string id)
    {
        if (contract.Constructor is not { } constructor)
        {
            yield break;
        }

        if (constructor.Parameters.Count == 0)
        {
            yield return $"create: static () => {New(constructor, id)}";
            yield break;
        }

        yield return $"construct: static a => {New(constructor, id)}";
        yield return $"parameters: static () =>{List(constructor.Parameters.Select(Parameter))}";
    }

    private static string Parameter(ParameterModel parameter, int position) => parameter.Default is { } value
        ? $"OptionalParameter<{parameter.TypeName}>({Number(position)}, {parameter.Name.Literal()}, nullable: {(parameter.IsNullable ? "true" : "false")}, {value})"
        : $"Parameter<{parameter.TypeName}>({Number(position)}, {parameter.Name.Literal()}{(parameter.IsNullable ? ", nullable: true" : "")})";

    private static IEnumerable<string> Settings(ObjectSettings settings)
    {
        if (settings.NumberHandling is { } numbers)
        {
            yield return $"numberHandling: {Enum("JsonNumberHandling", numbers)}";
        }

        if (settings.UnmappedMembers is { } unmapped)
        {
            yield return $"unmappedMembers: {Enum("JsonUnmappedMemberHandling", unmapped)}";
        }

        if (settings.Creation is { } creation)
        {
            yield return $"creation: {Enum("JsonObjectCreationHandling", creation)}";
        }
    }

    private static void WriteAccessors(SourceWriter writer, ObjectContract contract, string id)
    {
        if (contract.Constructor is { Kind: ConstructorKind.Accessor } constructor)
        {
            AccessorWriter.Constructor(writer, constructor, "New" + id);
        }

        for (var i = 0; i < contract.Members.Count; i++)
        {
            AccessorWriter.Member(writer, contract.Members[i], $"{id}_{Number(i)}");
        }
    }
}
