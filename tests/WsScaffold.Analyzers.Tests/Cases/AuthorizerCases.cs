using WsScaffold.Analyzers.Tests.Support;

namespace WsScaffold.Analyzers.Tests.Cases;

internal static class AuthorizerCases
{
    public static readonly RuleCase[] Mistakes =
    [
        new("WSS0701",
            """
            public static class Guard
            {
                [Authorizer] public static Authorization A() => Authorization.Deny();
                [[|Authorizer|]] public static Authorization B() => Authorization.Deny();
            }
            """,
            "'Guard.A' and 'Guard.B' are both tagged [Authorizer], but an API has only one authorizer. Combine them into one method."),
        new("WSS0702",
            """public static class Guard { [Authorizer] public static [|bool|] H() => true; }""",
            "'Guard.H' returns bool, which is not a decision. Return Authorization, or a task of it."),
        new("WSS0702",
            """public static class Guard { [Authorizer] public static [|void|] H() { } }""",
            "'Guard.H' returns nothing, which is not a decision. Return Authorization, or a task of it."),
        new("WSS0703",
            """public static class Guard { [ConnectRoute] public static [|Authorization|] H() => Authorization.Deny(); }""",
            "'Guard.H' returns Authorization, which only an [Authorizer] method can return. "
            + "Tag it [Authorizer], or reject with ConnectResult.Reject or a RouteException."),
        new("WSS0704",
            """
            public static class Guard
            {
                [Authorizer] public static Authorization H([[|FromAuthorizer|]] string who) => Authorization.Allow(who);
            }
            """,
            "The parameter 'who' of 'Guard.H' comes from the authorizer, which has not decided yet. "
            + "Use [FromAuthorizer] in route handlers only."),
        new("WSS0705",
            """
            public static class Guard
            {
                [Authorizer, [|RouteFilter<Timing>|]] public static Authorization H() => Authorization.Deny();
            }
            public sealed class Timing : IRouteFilter
            {
                public ValueTask InvokeAsync(EventContext context, RouteHandler next) => next();
            }
            """,
            "'Guard.H' has a filter, but filters apply only to route handlers. Remove [RouteFilter]."),
        new("WSS0706",
            """
            public static class Guard
            {
                [Authorizer(Query = [|["a b"]|])] public static Authorization H() => Authorization.Deny();
            }
            """,
            "'a b' can't be an identity source: API Gateway allows only letters, digits, '.', '_' and '-' in its name. "
            + "Use another query string parameter or header."),
    ];

    public static readonly RuleCase[] Correct =
    [
        new("WSS0701", """public static class Guard { [Authorizer] public static Authorization A() => Authorization.Deny(); }""", ""),
        new("WSS0702",
            """
            public static class Guard
            {
                [Authorizer] public static async Task<Authorization> H()
                {
                    await Task.Yield();
                    return Authorization.Deny();
                }
            }
            """,
            ""),
        new("WSS0703",
            """public static class Guard { [ConnectRoute] public static ConnectResult H() => ConnectResult.Reject(403); }""",
            ""),
        new("WSS0704",
            """public static class Guard { [ConnectRoute] public static void H([FromAuthorizer] string who) => _ = who; }""",
            ""),
        new("WSS0705",
            """
            public static class Guard
            {
                [Authorizer] public static Authorization H() => Authorization.Deny();
                [ConnectRoute, RouteFilter<Timing>] public static void C() { }
            }
            public sealed class Timing : IRouteFilter
            {
                public ValueTask InvokeAsync(EventContext context, RouteHandler next) => next();
            }
            """,
            ""),
        new("WSS0706",
            """
            public static class Guard
            {
                [Authorizer(Query = ["a_b"], Headers = ["X-Token"])] public static Authorization H() =>
                    Authorization.Deny();
            }
            """,
            ""),
    ];
}
