namespace WsScaffold.Generator.Routes;

/// <param name="TypeName">
/// The type, without nullable annotations; for a nullable value type what it wraps when <paramref name="Binding"/> says so.
/// </param>
/// <param name="Name">The name in the query string, the headers or the authorizer's context.</param>
/// <param name="Fallback">The default value as C#, when the parameter has one.</param>
internal sealed record ParameterModel(
    ParameterKind Kind,
    string TypeName,
    string Name = "",
    TextBinding Binding = TextBinding.Required,
    bool IsEnum = false,
    string? Fallback = null,
    bool IsOptional = false,
    bool IsValidated = false,
    ServiceModel? Service = null);
