using WsScaffold.Generator.Json.Validation;

namespace WsScaffold.Generator.Routes;

/// <summary>The checks of everything that the API's handlers receive.</summary>
internal sealed record ApiValidation(ApiModel Api, EquatableArray<ValidatedType> Types)
{
    /// <summary>Null when nothing is checked: then no code is generated for it, and nothing of it linked.</summary>
    public static ApiValidation? From(ApiModel api, EquatableArray<HandlerModel> handlers)
    {
        var types = handlers.SelectMany(static handler => handler.Validated)
            .GroupBy(static type => type.TypeName, StringComparer.Ordinal)
            .Select(static group => group.First())
            .OrderBy(static type => type.TypeName, StringComparer.Ordinal)
            .ToEquatableArray();
        return types.Count == 0 ? null : new(api, types);
    }
}
