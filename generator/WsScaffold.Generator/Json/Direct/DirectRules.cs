using WsScaffold.Generator.Json.Enums;

namespace WsScaffold.Generator.Json.Direct;

/// <summary>Which types direct code reads and writes as their contracts would, judged by each type alone.</summary>
internal static class DirectRules
{
    private const int MaxMembers = 64;

    /// <summary>Why it reads or writes nothing at all; null when it may.</summary>
    public static string? RejectAll(ContractOptions options) =>
        options.NumberHandling == NumberHandling.Strict ? null : "the API's NumberHandling says how numbers are read and written";

    /// <summary>Why the contract must read the type, as the rest of a sentence about it; null when it needn't.</summary>
    public static string? RejectReading(TypeContract contract, ContractOptions options) => Reject(contract, options) ?? contract switch
    {
        ObjectContract { Constructor: null } => "can't be made",
        ObjectContract type => RejectConstruction(type, options),
        _ => null,
    };

    /// <summary>Why the contract must write the type.</summary>
    public static string? RejectWriting(TypeContract contract, ContractOptions options) => Reject(contract, options);

    private static string? Reject(TypeContract contract, ContractOptions options) => contract.NotDirect ?? contract switch
    {
        ScalarContract scalar => DirectScalars.Has(scalar) ? null : "is JSON of any form",
        EnumContract type => RejectEnum(type, options),
        NullableContract => null,
        ConvertedContract => "has a [JsonConverter]",
        OwnContract => "is listed by the project's own context",
        CollectionContract { NumberHandling: not null } => "has [JsonNumberHandling]",
        CollectionContract collection => DirectCollections.Of(collection) is null
            ? "is a collection other than an array, List, HashSet, Dictionary by string, or an interface that these are made for"
            : null,
        ObjectContract type => RejectObject(type, options),
        _ => "is of a kind that only contracts know",
    };

    private static string? RejectEnum(EnumContract type, ContractOptions options)
    {
        if (options.Enums == EnumStyle.Numbers)
        {
            return null;
        }

        var names = type.Names.Select(name => MemberNames.Convert(name.Name, options.Naming)).ToArray();
        return names.Distinct(StringComparer.OrdinalIgnoreCase).Count() < names.Length ? "has two members of one name in JSON"
            : type.Names.Select(static name => name.Value).Distinct().Count() < names.Length ? "has two names for one value"
            : names.FirstOrDefault(static name => !IsPlain(name)) is { } name ? $"has the name '{name}', which is not plain ASCII"
            : null;
    }

    private static string? RejectObject(ObjectContract type, ContractOptions options)
    {
        if (type.Settings.NumberHandling is not null || type.Members.Any(static member => member.NumberHandling is not null))
        {
            return "has [JsonNumberHandling]";
        }

        if (type.Settings.Creation is not null || type.Members.Any(static member => member.Creation is not null))
        {
            return "has [JsonObjectCreationHandling]";
        }

        if (type.Members.Any(static member => member.IsExtensionData))
        {
            return "has [JsonExtensionData]";
        }

        var members = DirectMembers.Of(type, options).ToArray();
        return members.FirstOrDefault(static member => member.Model.Converter is not null) is { Model: { } converted }
                ? $"has a [JsonConverter] on '{converted.Name}'"
            : members.Length > MaxMembers ? $"has more than {MaxMembers} members"
            : type.Members.Select(static member => member.Name).Distinct(StringComparer.Ordinal).Count() < type.Members.Count
                ? "has members that hide or override others"
            : members.Select(static member => member.JsonName).Distinct(StringComparer.OrdinalIgnoreCase).Count() < members.Length
                ? "has members whose names in JSON differ in case alone"
            : members.FirstOrDefault(static member => !IsPlain(member.JsonName)) is { Model: not null } odd
                ? $"has the name '{odd.JsonName}', which is not plain ASCII"
            : null;
    }

    private static string? RejectConstruction(ObjectContract type, ContractOptions options)
    {
        var members = DirectMembers.Of(type, options).ToArray();
        if (type.Members.Any(member => member.IsRequired && !members.Any(one => one.Model == member && DirectMembers.IsRead(one))))
        {
            return "requires a member that JSON can't give";
        }

        var parameters = type.Constructor!.Parameters.Count;
        if (parameters == 0)
        {
            return null;
        }

        if (Enumerable.Range(0, parameters).Any(parameter => members.Count(member => member.Parameter == parameter) != 1))
        {
            return "has a constructor parameter that is no member";
        }

        // The serializer sets the others in the order of the document, direct code in the order of the type.
        return
            members.FirstOrDefault(static member => member.Parameter < 0 && DirectMembers.IsRead(member) && member.Model.HasSetterCode)
                is { Model: { } coded }
            ? $"has a constructor with parameters beside '{coded.Name}', whose setter has code of its own"
            : null;
    }

    // What no encoder escapes, so that names can be compared and written as they are. A dollar may begin metadata.
    private static bool IsPlain(string name) =>
        name.Length > 0
        && name[0] != '$'
        && name.All(static c => c is >= ' ' and <= '~' and not ('"' or '\\' or '<' or '>' or '&' or '\'' or '+' or '`'));
}
