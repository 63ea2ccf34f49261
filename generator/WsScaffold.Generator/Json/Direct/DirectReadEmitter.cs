using WsScaffold.Generator.Json.Enums;
using static WsScaffold.Generator.Emission.Literals;

namespace WsScaffold.Generator.Json.Direct;

/// <summary>Writes the methods that read the values of an API's messages.</summary>
internal sealed class DirectReadEmitter(SourceWriter writer, DirectTypes types, ContractOptions options)
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

    /// <summary>An expression for a <c>DirectRead</c> of a message.</summary>
    public string Delegate(string root) => types.HaveMethod(root, options)
        ? Method(root)
        : $"static (ref r) => {Expression(root, mayBeNull: false)}";

    /// <summary>An expression that reads a value.</summary>
    /// <param name="typeName">Its type.</param>
    /// <param name="mayBeNull">Whether null is nothing unusual, for a type that has one.</param>
    private string Expression(string typeName, bool mayBeNull)
    {
        if (types[typeName] is NullableContract nullable)
        {
            var value = $"({typeName}){Value(nullable.UnderlyingTypeName)}";
            return mayBeNull ? $"r.TryReadNull() ? default({typeName}) : {value}" : value;
        }

        return mayBeNull && types.CanBeNull(typeName) ? $"r.TryReadNull() ? null : {Value(typeName)}" : Value(typeName);
    }

    private string Value(string typeName) => types[typeName] switch
    {
        ScalarContract scalar => DirectScalars.Read(scalar),
        EnumContract { UnderlyingTypeName: var number } when options.Enums == EnumStyle.Numbers =>
            $"({typeName}){DirectScalars.Read(DirectTypes.Number(number))}",
        _ => $"{Method(typeName)}(ref r)",
    };

    private string Method(string typeName) => $"Read{Number(types.IndexOf(typeName))}";

    private string Signature(string typeName) =>
        $"private static {typeName} {Method(typeName)}(ref global::WsScaffold.Generated.Json.DirectReader r)";

    private void WriteEnum(EnumContract contract)
    {
        using (writer.Block(Signature(contract.TypeName)))
        {
            writer.Line("r.ReadText();");
            using (writer.Block("switch (r.NameLength)"))
            {
                foreach (var name in contract.Names)
                {
                    var json = MemberNames.Convert(name.Name, options.Naming);
                    writer.Line($"case {Number(json.Length)} when r.Is({json.Literal()}u8): return ({contract.TypeName})({name.Value});");
                }

                writer.Line("default: r.GiveUp(); return default;");
            }
        }
    }

    private void WriteCollection(CollectionContract contract)
    {
        var collection = DirectCollections.Of(contract)!;
        using (writer.Block(Signature(contract.TypeName)))
        {
            writer.Line($"var v = new {collection.Made}();");
            writer.Line(
                collection.IsDictionary
                    ? $"for (r.EnterObject(); r.NextMember();) {{ var key = r.Key(); v[key] = "
                        + $"{Expression(collection.Element, mayBeNull: true)}; }}"
                    : $"for (r.EnterArray(); r.NextElement();) v.Add({Expression(collection.Element, mayBeNull: true)});"
            );
            writer.Line($"return v{collection.Finish};");
        }
    }

    private void WriteObject(ObjectContract contract)
    {
        var members = DirectMembers.Of(contract, options).Where(DirectMembers.IsRead).ToArray();
        var construction = new Construction(contract, Number(types.IndexOf(contract.TypeName)), members);
        using (writer.Block(Signature(contract.TypeName)))
        {
            if (members.Length > 0)
            {
                writer.Line("ulong seen = 0;");
            }

            construction.Begin(writer);
            using (writer.Block("for (r.EnterObject(); r.NextMember();)"))
            using (writer.Block("switch (r.NameLength)"))
            {
                for (var i = 0; i < members.Length; i++)
                {
                    var (name, value) = (members[i].JsonName, Expression(members[i].Model.TypeName, MayBeNull(contract, members[i])));
                    writer.Line(
                        $"case {Number(name.Length)} when r.Is({name.Literal()}u8, ref seen, {Hex(Bit(i))}): "
                            + $"{construction.Take(members[i], value)}; break;"
                    );
                }

                writer.Line(SkipsUnknown(contract) ? "default: r.Skip(); break;" : "default: r.GiveUp(); break;");
            }

            writer.Line();
            var required = Enumerable
                .Range(0, members.Length)
                .Where(i => IsRequired(contract, members[i]))
                .Aggregate(0UL, static (bits, i) => bits | Bit(i));
            if (required != 0)
            {
                writer.Line($"r.Require(seen, {Hex(required)});");
            }

            construction.End(writer, static i => Hex(Bit(i)));
        }
    }

    // What is unknown here may be known by another case.
    private bool SkipsUnknown(ObjectContract contract) =>
        contract.Settings.UnmappedMembers is null or UnmappedMembers.Skip && !options.IsCaseInsensitive;

    private bool MayBeNull(ObjectContract contract, DirectMember member) =>
        !options.RespectsNullability
        || (!member.Model.SetNotNull && (member.Parameter < 0 || contract.Constructor!.Parameters[member.Parameter].IsNullable));

    private bool IsRequired(ObjectContract contract, DirectMember member) =>
        member.Model.IsRequired
        || (options.RespectsNullability && member.Parameter >= 0 && contract.Constructor!.Parameters[member.Parameter].Default is null);

    private static ulong Bit(int member) => 1UL << member;

    private static string Hex(ulong bits) => $"0x{bits:x}";

    /// <summary>
    /// With constructor parameters values are kept until all are there; without, they are set as they come, like the serializer
    /// does.
    /// </summary>
    private sealed class Construction(ObjectContract contract, string id, DirectMember[] members)
    {
        private readonly ConstructorModel _constructor = contract.Constructor!;

        private bool KeepsValues => _constructor.Parameters.Count > 0;

        public void Begin(SourceWriter writer)
        {
            if (!KeepsValues)
            {
                writer.Line($"var v = {New()};");
                return;
            }

            foreach (var member in members)
            {
                var initial = member.Parameter >= 0 ? _constructor.Parameters[member.Parameter].Default : null;
                writer.Line($"{member.Model.TypeName} {Local(member)} = {initial ?? "default"};");
            }
        }

        public string Take(DirectMember member, string value) => KeepsValues ? $"{Local(member)} = {value}" : Set(member, value);

        public void End(SourceWriter writer, Func<int, string> bit)
        {
            if (KeepsValues)
            {
                writer.Line("if (r.HasGivenUp) return default;");
                writer.Line($"var v = {New()};");
                for (var i = 0; i < members.Length; i++)
                {
                    if (members[i].Parameter < 0)
                    {
                        writer.Line($"if ((seen & {bit(i)}) != 0) {Set(members[i], Local(members[i]))};");
                    }
                }
            }

            writer.Line("return v;");
        }

        private static string Local(DirectMember member) => "m" + Number(member.Index);

        private string New()
        {
            var arguments = string.Join(
                ", ",
                members.Where(static member => member.Parameter >= 0).OrderBy(static member => member.Parameter).Select(Local)
            );
            return _constructor.Kind switch
            {
                ConstructorKind.Default => $"default({contract.TypeName})",
                ConstructorKind.New => $"new {contract.TypeName}({arguments})",
                _ => $"{AccessorWriter.Call(_constructor.Owner, "New" + id)}({arguments})",
            };
        }

        private string Set(DirectMember member, string value)
        {
            var (model, place) = (member.Model, $"{id}_{Number(member.Index)}");
            var instance = model.Owner.IsValueType ? "ref v" : "v";
            return model switch
            {
                { Setter: Access.Direct } => $"v.{model.Name.Escaped()} = {value}",
                { IsField: true } => $"{AccessorWriter.Call(model.Owner, "Field" + place)}({instance}) = {value}",
                _ => $"{AccessorWriter.Call(model.Owner, "Set" + place)}({instance}, {value})",
            };
        }
    }
}
