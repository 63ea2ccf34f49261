namespace WsScaffold.Generator.Json.Enums;

/// <summary>The values of <c>JsonUnknownDerivedTypeHandling</c>.</summary>
internal enum UnknownDerivedTypes
{
    FailSerialization,
    FallBackToBaseType,
    FallBackToNearestAncestor,
}
