using static WsScaffold.Generator.Emission.Literals;
using static WsScaffold.Generator.Json.ContractEmitter;

namespace WsScaffold.Generator.Json;

/// <summary>Writes the contract of one object type, and the accessors it needs.</summary>
/// <param name="isPopulated">Whether reading may fill an object that is there already.</param>
internal sealed class ObjectEmitter(ObjectContract contract, int index, bool isPopulated)
{
    private readonly string _id = Number(index);

    public void Write(SourceWriter writer)
    {
        string[] arguments = ["o", Members(), .. Construction(), .. Settings(contract.Settings)];
        writer.Line();
        writer.Line($"""
            private static {Metadata}.JsonTypeInfo Object{_id}({Options} o) => ObjectOf<{contract.TypeName}>(
                {string.Join(",\n    ", arguments)});
            """);
        WriteAccessors(writer);
    }

    /// <summary>An expression that makes an instance from the arguments <c>a</c>.</summary>
    public static string New(ConstructorModel constructor, string id)
    {
        var arguments = string.Join(", ", constructor.Parameters.Select((parameter, i) => $"({parameter.TypeName})a[{Number(i)}]"));
        return constructor.Kind switch
        {
            ConstructorKind.Default => "default",
            ConstructorKind.New => $"new {constructor.Owner.TypeName}({arguments})",
            _ => $"{AccessorWriter.Call(constructor.Owner, $"New{id}")}({arguments})",
        };
    }

    private string Members() => $"static m =>{List(contract.Members.Select(Member))}";

    private static string List(IEnumerable<string> items) =>
        $"\n    [{string.Concat(items.Select(item => $"\n        {item},"))}\n    ]";

    private string Member(MemberModel member, int place)
    {
        string[] arguments = [member.Name.Literal(), Getter(member, Id(place)), Setter(member, Id(place)), .. Facts(member)];
        return $"m.Member<{member.TypeName}>({string.Join(", ", arguments)})";
    }

    private string Id(int place) => $"{_id}_{Number(place)}";

    private static string Getter(MemberModel member, string id) =>
        member.Getter switch
        {
            Access.Direct => $"static x => (({member.Owner.TypeName})x).{member.Name.Escaped()}",
            Access.Accessor =>
                $"static x => {AccessorWriter.Call(member.Owner, (member.IsField ? "Field" : "Get") + id)}({Instance(member.Owner)})",
            _ => "null",
        };

    private string Setter(MemberModel member, string id) =>
        member.Setter switch
        {
            Access.None => "null",
            _ when IsByConstructor(member) => "ByConstructor",
            Access.Direct when member.Owner.IsValueType =>
                $"static (x, v) => global::System.Runtime.CompilerServices.Unsafe.Unbox<{member.Owner.TypeName}>(x)."
                + $"{member.Name.Escaped()} = v",
            Access.Direct => $"static (x, v) => (({member.Owner.TypeName})x).{member.Name.Escaped()} = v",
            _ when member.IsField => $"static (x, v) => {AccessorWriter.Call(member.Owner, "Field" + id)}({Instance(member.Owner)}) = v",
            _ => $"static (x, v) => {AccessorWriter.Call(member.Owner, "Set" + id)}({Instance(member.Owner)}, v)",
        };

    private bool IsByConstructor(MemberModel member) => !isPopulated && contract.IsByConstructor(member);

    // A struct's setters act on the box.
    private static string Instance(OwnerModel owner) => owner.IsValueType
        ? $"ref global::System.Runtime.CompilerServices.Unsafe.Unbox<{owner.TypeName}>(x)"
        : $"({owner.TypeName})x";

    private IEnumerable<string> Facts(MemberModel member)
    {
        if (member.Owner.TypeName != contract.TypeName)
        {
            yield return $"owner: typeof({member.Owner.TypeName})";
        }

        var isNotNull = member is { GetNotNull: true, SetNotNull: true };
        var flags = new (bool Set, string Name)[]
        {
            (member.IsField, "isField"),
            (member.IsVirtual, "isVirtual"),
            (member.IsIncluded, "include"),
            (member.IsExtensionData, "extensionData"),
            (member.IsRequired, "required"),
            (isNotNull, "notNull"),
            (member.GetNotNull && !isNotNull, "getNotNull"),
            (member.SetNotNull && !isNotNull, "setNotNull"),
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
            yield return $"ignore: {Enum("JsonIgnoreCondition", (int)ignore)}";
        }

        if (member.NumberHandling is { } numbers)
        {
            yield return $"numberHandling: {Enum("JsonNumberHandling", (int)numbers)}";
        }

        if (member.Creation is { } creation)
        {
            yield return $"creation: {Enum("JsonObjectCreationHandling", (int)creation)}";
        }

        if (member.Converter is { } converter)
        {
            yield return $"converter: {Converter(member.TypeName, converter, "m.Options")}";
        }
    }

    private IEnumerable<string> Construction()
    {
        if (contract.Constructor is not { } constructor)
        {
            yield break;
        }

        if (constructor.Parameters.Count == 0)
        {
            yield return $"create: static () => {New(constructor, _id)}";
            yield break;
        }

        yield return $"construct: static a => {New(constructor, _id)}";
        yield return $"parameters: static () =>{List(constructor.Parameters.Select(Parameter))}";
    }

    private static string Parameter(ParameterModel parameter, int position) =>
        parameter.Default is { } value
            ? $"OptionalParameter<{parameter.TypeName}>({Number(position)}, {parameter.Name.Literal()}, nullable: "
                + $"{parameter.IsNullable.Literal()}, {value})"
            : $"Parameter<{parameter.TypeName}>({Number(position)}, "
                + $"{parameter.Name.Literal()}{(parameter.IsNullable ? ", nullable: true" : "")})";

    private static IEnumerable<string> Settings(ObjectSettings settings)
    {
        if (settings.NumberHandling is { } numbers)
        {
            yield return $"numberHandling: {Enum("JsonNumberHandling", (int)numbers)}";
        }

        if (settings.UnmappedMembers is { } unmapped)
        {
            yield return $"unmappedMembers: {Enum("JsonUnmappedMemberHandling", (int)unmapped)}";
        }

        if (settings.Creation is { } creation)
        {
            yield return $"creation: {Enum("JsonObjectCreationHandling", (int)creation)}";
        }
    }

    private void WriteAccessors(SourceWriter writer)
    {
        if (contract.Constructor is { Kind: ConstructorKind.Accessor } constructor)
        {
            AccessorWriter.Constructor(writer, constructor, "New" + _id);
        }

        for (var i = 0; i < contract.Members.Count; i++)
        {
            var member = contract.Members[i];
            AccessorWriter.Member(writer, IsByConstructor(member) ? member with { Setter = Access.None } : member, Id(i));
        }
    }
}
