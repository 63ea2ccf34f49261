using WsScaffold.Generator.Json.Enums;
using static WsScaffold.Generator.Emission.Literals;

namespace WsScaffold.Generator.Json.Direct;

/// <summary>Writes the methods that write the values of an API's messages.</summary>
internal sealed class DirectWriteEmitter(SourceWriter writer, DirectTypes types, ContractOptions options)
{
    public void Write(string typeName)
    {
        switch (types[typeName])
        {
            case EnumContract contract:
                WriteEnum(contract);
                break;
            case CollectionContract contract:
                WriteCollection(contract);
                break;
            case ObjectContract contract:
                WriteObject(contract);
                break;
        }
    }

    /// <summary>An expression for the action that writes a message.</summary>
    public string Delegate(string root) => types.HaveMethod(root, options)
        ? Method(root)
        : $"static (w, v) => {{ {Statement(root, "v", "n")} }}";

    /// <summary>A statement that writes a value.</summary>
    /// <param name="typeName">Its type.</param>
    /// <param name="value">An expression, evaluated once.</param>
    /// <param name="local">A name that nothing else has.</param>
    private string Statement(string typeName, string value, string local) =>
        types[typeName] switch
        {
            ScalarContract scalar => DirectScalars.Write(scalar, value),
            NullableContract nullable =>
                $"if ({value} is {{ }} {local}) {Statement(nullable.UnderlyingTypeName, local, "")} else w.WriteNull();",
            EnumContract { UnderlyingTypeName: var number } when options.Enums == EnumStyle.Numbers => DirectScalars.Write(
                DirectTypes.Number(number),
                $"({number}){value}"
            ),
            _ => $"{Method(typeName)}(w, {value});",
        };

    private string Method(string typeName) => $"Write{Number(types.IndexOf(typeName))}";

    private string Signature(string typeName) =>
        $"private static void {Method(typeName)}(global::WsScaffold.Generated.Json.DirectWriter w, {typeName} v)";

    private void WriteEnum(EnumContract contract)
    {
        using (writer.Block(Signature(contract.TypeName)))
        using (writer.Block("switch (v)"))
        {
            foreach (var name in contract.Names)
            {
                var json = $"\"{MemberNames.Convert(name.Name, options.Naming)}\"";
                writer.Line($"case ({contract.TypeName})({name.Value}): w.WriteRaw({json.Literal()}u8); break;");
            }

            writer.Line("default: w.GiveUp(); break;");
        }
    }

    private void WriteCollection(CollectionContract contract)
    {
        var collection = DirectCollections.Of(contract)!;
        using (writer.Block(Signature(contract.TypeName)))
        {
            writer.Line("if (v is null) { w.WriteNull(); return; }");
            if (collection.IsDictionary)
            {
                writer.Line($$"""
                    if (!w.EnterObject()) return;
                    foreach (var x in v) { w.WriteKey(x.Key); {{Statement(collection.Element, "x.Value", "n")}} }
                    w.LeaveObject();
                    """);
            }
            else
            {
                writer.Line($$"""
                    if (!w.EnterArray()) return;
                    foreach (var x in v) { w.BeginElement(); {{Statement(collection.Element, "x", "n")}} }
                    w.LeaveArray();
                    """);
            }
        }
    }

    private void WriteObject(ObjectContract contract)
    {
        using (writer.Block(Signature(contract.TypeName)))
        {
            if (!contract.IsValueType)
            {
                writer.Line("if (v is null) { w.WriteNull(); return; }");
            }

            writer.Line("if (!w.EnterObject()) return;");
            foreach (var member in DirectMembers.Of(contract, options).Where(DirectMembers.IsWritten))
            {
                WriteMember(contract, member);
            }

            writer.Line("w.LeaveObject();");
        }
    }

    private void WriteMember(ObjectContract contract, DirectMember member)
    {
        var (model, local) = (member.Model, "n" + Number(member.Index));
        var name = $"w.WriteName({$",\"{member.JsonName}\":".Literal()}u8);";
        var value = "m" + Number(member.Index);
        if (Condition(model, value) is not { } condition)
        {
            writer.Line($"{name} {Statement(model.TypeName, NotNull(model, Get(contract, member)), local)}");
            return;
        }

        writer.Line($"var {value} = {Get(contract, member)};");
        writer.Line($"if ({condition}) {{ {name} {Statement(model.TypeName, value, local)} }}");
    }

    // The condition on which a member is written, by the local that holds its value; null for always.
    private string? Condition(MemberModel member, string value) =>
        DirectMembers.Condition(member, options) switch
        {
            IgnoreCondition.WhenWritingNull or IgnoreCondition.WhenWritingDefault when types.CanBeNull(member.TypeName) =>
                $"{value} is not null",
            IgnoreCondition.WhenWritingDefault =>
                $"!global::System.Collections.Generic.EqualityComparer<{member.TypeName}>.Default.Equals({value}, default)",
            _ => null,
        };

    private string NotNull(MemberModel member, string value) =>
        options.RespectsNullability && member.GetNotNull && types.CanBeNull(member.TypeName) ? $"w.NotNull({value})" : value;

    private string Get(ObjectContract contract, DirectMember member)
    {
        var (model, place) = (member.Model, $"{Number(types.IndexOf(contract.TypeName))}_{Number(member.Index)}");
        var instance = model.Owner.IsValueType ? "ref v" : "v";
        return model switch
        {
            { Getter: Access.Accessor } => $"{AccessorWriter.Call(model.Owner, (model.IsField ? "Field" : "Get") + place)}({instance})",
            _ when model.Owner.TypeName == contract.TypeName => $"v.{model.Name.Escaped()}",
            _ => $"(({model.Owner.TypeName})v).{model.Name.Escaped()}",
        };
    }
}
