namespace WsScaffold.Generator.Json;

/// <summary>
/// Writes unsafe accessors: the way to members that are not public, to <c>init</c> setters, and past <c>required</c>.
/// See <see href="https://learn.microsoft.com/dotnet/api/system.runtime.compilerservices.unsafeaccessorattribute"/>.
/// </summary>
internal static class AccessorWriter
{
    private const string Attribute = "global::System.Runtime.CompilerServices.UnsafeAccessor";

    /// <summary>How generated code names the accessor: those of a generic owner live in a class of its type parameters.</summary>
    public static string Call(OwnerModel owner, string name) =>
        owner.Generic is { } generic ? $"{name}Of{generic.Arguments}.{name}" : name;

    public static void Constructor(SourceWriter writer, ConstructorModel constructor, string name)
    {
        var parameters = string.Join(", ", constructor.Parameters.Select((parameter, i) =>
            $"{(constructor.Owner.Generic is null ? parameter.TypeName : parameter.OpenTypeName)} p{Literals.Number(i)}"));
        Write(writer, constructor.Owner, name, "Constructor", memberName: null, $"{Open(constructor.Owner)} {name}({parameters})");
    }

    public static void Member(SourceWriter writer, MemberModel member, string id)
    {
        var type = member.Owner.Generic is null ? member.TypeName : member.OpenTypeName;
        var instance = $"{(member.Owner.IsValueType ? "ref " : "")}{Open(member.Owner)} x";
        if (member.IsField)
        {
            if (member.Getter == Access.Accessor || member.Setter == Access.Accessor)
            {
                Write(writer, member.Owner, "Field" + id, "Field", member.Name, $"ref {type} Field{id}({instance})");
            }

            return;
        }

        if (member.Getter == Access.Accessor)
        {
            Write(writer, member.Owner, "Get" + id, "Method", "get_" + member.Name, $"{type} Get{id}({instance})");
        }

        if (member.Setter == Access.Accessor)
        {
            Write(writer, member.Owner, "Set" + id, "Method", "set_" + member.Name, $"void Set{id}({instance}, {type} v)");
        }
    }

    private static string Open(OwnerModel owner) => owner.Generic?.OpenTypeName ?? owner.TypeName;

    private static void Write(SourceWriter writer, OwnerModel owner, string name, string kind, string? memberName, string signature)
    {
        var target = memberName is null ? "" : $", Name = {memberName.Literal()}";
        var attribute = $"[{Attribute}({Attribute}Kind.{kind}{target})]";
        writer.Line();
        if (owner.Generic is not { } generic)
        {
            writer.Line(attribute);
            writer.Line($"private static extern {signature};");
            return;
        }

        // A closed signature on a generic owner fails at run time: the accessor has to be generic in the same way.
        using (
            writer.Block(
                $"private static class {name}Of{generic.Parameters}{(generic.Constraints.Length == 0 ? "" : " " + generic.Constraints)}"
            )
        )
        {
            writer.Line(attribute);
            writer.Line($"internal static extern {signature};");
        }
    }
}
