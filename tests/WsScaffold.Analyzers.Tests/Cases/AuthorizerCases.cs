namespace WsScaffold.Analyzers.Tests.Cases;

internal static class AuthorizerCases
{
    public static readonly RuleCase[] Mistakes =
    [
        new("WSS0701",
            """public static class Guard { [Authorizer] public static Authorization A() => Authorization.Deny(); [[|Authorizer|]] public static Authorization B() => Authorization.Deny(); }""",
            "'Guard.A' and 'Guard.B' are both tagged [Authorizer], and API Gateway asks one. Make them one method."),
        new("WSS0702",
            """public static class Guard { [Authorizer] public static [|bool|] H() => true; }""",
            "'Guard.H' returns bool, which is no decision. Return Authorization, or a task of it."),
        new("WSS0702",
            """public static class Guard { [Authorizer] public static [|void|] H() { } }""",
            "'Guard.H' returns nothing, which is no decision. Return Authorization, or a task of it."),
        new("WSS0703",
            """public static class Guard { [ConnectRoute] public static [|Authorization|] H() => Authorization.Deny(); }""",
            "'Guard.H' returns Authorization, which only the [Authorizer] can. Tag it [Authorizer], or refuse with ConnectResult.Reject or a RouteException."),
        new("WSS0704",
            """public static class Guard { [Authorizer] public static Authorization H([[|FromAuthorizer|]] string who) => Authorization.Allow(who); }""",
            "'who' of 'Guard.H' comes from the authorizer, which has not decided yet. Take it in the handlers of routes."),
        new("WSS0705",
            """public static class Guard { [Authorizer, [|RouteFilter<Timing>|]] public static Authorization H() => Authorization.Deny(); } public sealed class Timing : IRouteFilter { public ValueTask InvokeAsync(EventContext context, RouteHandler next) => next(); }""",
            "'Guard.H' has a filter, and filters wrap the handlers of routes. Leave out [RouteFilter]."),
        new("WSS0706",
            """public static class Guard { [Authorizer(Query = [|["a b"]|])] public static Authorization H() => Authorization.Deny(); }""",
            "'a b' can't be an identity source: API Gateway takes names of letters, digits, '.', '_' and '-'. Bind another name with [FromQuery] or [FromHeader]."),
    ];

    public static readonly RuleCase[] Correct =
    [
        new("WSS0701", """public static class Guard { [Authorizer] public static Authorization A() => Authorization.Deny(); }""", ""),
        new("WSS0702", """public static class Guard { [Authorizer] public static async Task<Authorization> H() { await Task.Yield(); return Authorization.Deny(); } }""", ""),
        new("WSS0703", """public static class Guard { [ConnectRoute] public static ConnectResult H() => ConnectResult.Reject(403); }""", ""),
        new("WSS0704", """public static class Guard { [ConnectRoute] public static void H([FromAuthorizer] string who) => _ = who; }""", ""),
        new("WSS0705", """public static class Guard { [Authorizer] public static Authorization H() => Authorization.Deny(); [ConnectRoute, RouteFilter<Timing>] public static void C() { } } public sealed class Timing : IRouteFilter { public ValueTask InvokeAsync(EventContext context, RouteHandler next) => next(); }""", ""),
        new("WSS0706", """public static class Guard { [Authorizer(Query = ["a_b"], Headers = ["X-Token"])] public static Authorization H() => Authorization.Deny(); }""", ""),
    ];
}
