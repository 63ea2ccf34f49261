using WsScaffold.Generator.Routes;

namespace WsScaffold.Generator.Json.Validation;

/// <summary>Writes the checks of bodies: one method for each type, which overload resolution finds by the type.</summary>
internal static class ValidationEmitter
{
    private const string ImmutableArray = "global::System.Collections.Immutable.ImmutableArray<";

    public static string Write(ApiModel api, EquatableArray<ValidatedType> types)
    {
        var writer = GeneratedFile.Begin(NullableContext.Annotations, api.Namespace, types.SelectMany(static type => type.Warnings));
        var byName = types.Select(static type => type.TypeName).ToArray();
        writer.Line("/// <summary>What the attributes of message bodies say.</summary>");
        writer.Line(GeneratedFile.Attribute);
        using (writer.Block($"internal static class {api.Name}Validation"))
        {
            for (var i = 0; i < types.Count; i++)
            {
                WriteType(writer, types[i], i, byName);
            }
        }

        return writer.ToString();
    }

    private static void WriteType(SourceWriter writer, ValidatedType type, int index, string[] checkedTypes)
    {
        WriteRules(writer, type, index);
        using (writer.Block($"internal static void Check({type.TypeName} value, global::WsScaffold.Generated.Json.BodyChecks checks)"))
        {
            switch (type.Kind)
            {
                case ValidatedKind.Nullable:
                    writer.Line("if (value is { } inner) { Check(inner, checks); }");
                    break;
                case ValidatedKind.Items:
                    // A default one, which no body member leaves behind that was sent, can't be looked into.
                    var guard = type.TypeName.StartsWith(ImmutableArray, StringComparison.Ordinal) ? "if (!value.IsDefault) " : "";
                    writer.Line($"{guard}checks.Items<{type.Part}>(value, Check);");
                    break;
                case ValidatedKind.Entries:
                    writer.Line($"checks.Entries<{type.Key}, {type.Part}>(value, Check);");
                    break;
                default:
                    WriteObject(writer, type, index, checkedTypes);
                    break;
            }
        }
    }

    private static void WriteRules(SourceWriter writer, ValidatedType type, int index)
    {
        const string Attribute = "global::System.ComponentModel.DataAnnotations.ValidationAttribute";
        writer.Line($"// {type.TypeName}");
        for (var i = 0; i < type.Members.Count; i++)
        {
            Write($"{index}_{i}", type.Members[i].Rules);
            if (type.Members[i].Accessor is { } accessor)
            {
                AccessorWriter.Member(writer, accessor, $"{index}_{i}");
            }
        }

        Write($"{index}", type.Rules);

        void Write(string id, EquatableArray<string> rules)
        {
            if (rules.Count > 0)
            {
                writer.Line(
                    $"private static readonly {Attribute}[] _rules{id} = new {Attribute}[]\n{{\n    {string.Join(",\n    ", rules)},\n}};\n"
                );
            }
        }
    }

    private static void WriteObject(SourceWriter writer, ValidatedType type, int index, string[] checkedTypes)
    {
        foreach (var (derived, i) in type.DerivedTypes.Select(static (derived, i) => (derived, i)))
        {
            writer.Line($"if (value is {derived} derived{i}) {{ Check(derived{i}, checks); return; }}");
        }

        writer.Line("checks.Begin(value);");
        for (var i = 0; i < type.Members.Count; i++)
        {
            var member = type.Members[i];
            if (member.Rules.Count > 0)
            {
                writer.Line(
                    $"checks.Member({member.Name.Literal()}, {member.JsonName.Literal()}, {member.DisplayName.Literal()}, "
                        + $"{Value(type, member, $"{index}_{i}")}, _rules{index}_{i});"
                );
            }
        }

        if (type.Rules.Count > 0)
        {
            writer.Line($"checks.Whole(_rules{index});");
        }

        if (type.ChecksItself)
        {
            var names = type.Members.Select(static member => $"({member.Name.Literal()}, {member.JsonName.Literal()})");
            writer.Line($"checks.Itself({string.Join(", ", names)});");
        }

        for (var i = 0; i < type.Members.Count; i++)
        {
            if (checkedTypes.Contains(type.Members[i].TypeName))
            {
                writer.Line(
                    $"checks.Part<{type.Members[i].TypeName}>({type.Members[i].JsonName.Literal()}, "
                        + $"{Value(type, type.Members[i], $"{index}_{i}")}, Check);"
                );
            }
        }
    }

    private static string Value(ValidatedType type, ValidatedMember member, string id) => member.Accessor is not { } accessor
        ? $"value.{member.Name.Escaped()}"
        : $"{AccessorWriter.Call(accessor.Owner, (accessor.IsField ? "Field" : "Get") + id)}({(type.IsValueType ? "ref " : "")}value)";
}
