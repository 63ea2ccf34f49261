namespace WsScaffold.Generator.Json.Enums;

/// <summary>The values of <c>JsonObjectCreationHandling</c>.</summary>
internal enum ObjectCreation
{
    Replace,
    Populate,
}
