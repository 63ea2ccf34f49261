namespace WsScaffold.Generator.Json.Enums;

/// <summary>The values of <c>JsonUnmappedMemberHandling</c>.</summary>
internal enum UnmappedMembers
{
    Skip,
    Disallow,
}
