using static WsScaffold.Generator.Json.ContractEmitter;

namespace WsScaffold.Generator.Json.Direct;

/// <summary>Writes the methods that read the values of an API's messages.</summary>
internal sealed class DirectReadEmitter(SourceWriter writer, DirectTypes types, ContractOptions options)
{
    private const string Reader = "ref global::WsScaffold.Generated.DirectReader r";

    public void Write(string typeName)
    {
        var index = types.IndexOf(typeName);
        switch (types[typeName])
        {
            case EnumContract contract:
                WriteEnum(contract, index);
                break;
            case CollectionContract contract:
                WriteCollection(contract, index);
                break;
            case ObjectContract contract:
                WriteObject(contract, index);
                break;
        }
    }

    /// <summary>An expression that reads a value.</summary>
    /// <param name="typeName">Its type.</param>
    /// <param name="mayBeNull">Whether null is nothing unusual, for a type that has one.</param>
    public string Expression(string typeName, bool mayBeNull)
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
        _ => $"Read{Number(types.IndexOf(typeName))}(ref r)",
    };

    private void WriteEnum(EnumContract contract, int index)
    {
        using (writer.Block($"private static {contract.TypeName} Read{Number(index)}({Reader})"))
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

    private void WriteCollection(CollectionContract contract, int index)
    {
        var collection = DirectCollections.Of(contract)!;
        using (writer.Block($"private static {contract.TypeName} Read{Number(index)}({Reader})"))
        {
            writer.Line($"var v = new {collection.Made}();");
            writer.Line(collection.IsDictionary
                ? $"for (r.EnterObject(); r.NextMember();) {{ var key = r.Key(); v[key] = {Expression(collection.Element, mayBeNull: true)}; }}"
                : $"for (r.EnterArray(); r.NextElement();) v.Add({Expression(collection.Element, mayBeNull: true)});");
            writer.Line($"return v{collection.Finish};");
        }
    }

    private void WriteObject(ObjectContract contract, int index)
    {
        var members = DirectMembers.Of(contract, options).Where(DirectMembers.IsRead).ToArray();
        var construction = new Construction(contract, Number(index), members);
        using (writer.Block($"private static {contract.TypeName} Read{Number(index)}({Reader})"))
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
                    writer.Line($"case {Number(name.Length)} when r.Is({name.Literal()}u8, ref seen, {Bit(i)}): {construction.Take(members[i], value)}; break;");
                }

                writer.Line(SkipsUnknown(contract) ? "default: r.Skip(); break;" : "default: r.GiveUp(); break;");
            }

            writer.Line();
            var required = string.Join(" | ", Enumerable.Range(0, members.Length).Where(i => IsRequired(contract, members[i])).Select(Bit));
            if (required.Length > 0)
            {
                writer.Line($"r.Require(seen, {required});");
            }

            construction.End(writer, i => Bit(i));
        }
    }

    // What is unknown here may be known by another case.
    private bool SkipsUnknown(ObjectContract contract) => contract.Settings.UnmappedMembers is null or 0 && !options.IsCaseInsensitive;

    private bool MayBeNull(ObjectContract contract, DirectMember member) =>
        !options.RespectsNullability
        || (!member.Model.SetNotNull && (member.Parameter < 0 || contract.Constructor!.Parameters[member.Parameter].IsNullable));

    private bool IsRequired(ObjectContract contract, DirectMember member) =>
        member.Model.IsRequired
        || (options.RespectsNullability && member.Parameter >= 0 && contract.Constructor!.Parameters[member.Parameter].Default is null);

    private static string Bit(int member) => $"0x{1UL << member:x}";

    /// <summary>With constructor parameters values are kept until all are there; without, they are set as they come, like the serializer does.</summary>
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
            var arguments = string.Join(", ", members.Where(static member => member.Parameter >= 0).OrderBy(static member => member.Parameter).Select(Local));
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
