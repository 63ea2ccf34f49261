namespace WsScaffold.Generator.Json.Enums;

/// <summary>The values of <c>JsonNumberHandling</c>.</summary>
[Flags]
internal enum NumberHandling
{
    Strict = 0,
    AllowReadingFromString = 1,
    WriteAsString = 2,
    AllowNamedFloatingPointLiterals = 4,
}
