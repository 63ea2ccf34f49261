namespace WsScaffold.Generator.Json.Enums;

/// <summary>The values of <c>JsonKnownNamingPolicy</c>.</summary>
internal enum NamingPolicy
{
    None,
    CamelCase,
    SnakeCaseLower,
    SnakeCaseUpper,
    KebabCaseLower,
    KebabCaseUpper,
}
