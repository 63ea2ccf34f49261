using WsScaffold.Generator.Json.Enums;

namespace WsScaffold.Generator.Json.Direct;

/// <summary>The members of an object as direct code needs them.</summary>
internal static class DirectMembers
{
    /// <summary>The members that JSON has, in the order of writing, with their place in the contract.</summary>
    public static IEnumerable<DirectMember> Of(ObjectContract contract, ContractOptions options) =>
        contract
            .Members.Select(
                (member, index) =>
                    new DirectMember(member, index, MemberNames.InJson(member, options.Naming), contract.Constructor?.IndexOf(member) ?? -1)
            )
            .Where(static member =>
                member.Model.IgnoreCondition != IgnoreCondition.Always && (!member.Model.IsField || member.Model.IsIncluded)
            )
            .OrderBy(static member => member.Model.Order);

    /// <summary>Whether reading JSON gives the member a value.</summary>
    public static bool IsRead(DirectMember member) =>
        member.Parameter >= 0 || (member.Model.Setter != Access.None && member.Model.IgnoreCondition != IgnoreCondition.WhenReading);

    public static bool IsWritten(DirectMember member) =>
        member.Model.Getter != Access.None && member.Model.IgnoreCondition != IgnoreCondition.WhenWriting;

    /// <summary>When the member is left out: a <c>JsonIgnoreCondition</c>.</summary>
    public static IgnoreCondition Condition(MemberModel member, ContractOptions options) => member.IgnoreCondition switch
    {
        null => options.IgnoreCondition,
        IgnoreCondition.WhenReading => IgnoreCondition.Never,
        { } condition => condition,
    };
}

/// <param name="Index">Its place in the contract, by which accessors are named.</param>
/// <param name="JsonName">Its name in JSON.</param>
/// <param name="Parameter">The constructor's parameter that takes its value; -1 for none.</param>
internal readonly record struct DirectMember(MemberModel Model, int Index, string JsonName, int Parameter);
