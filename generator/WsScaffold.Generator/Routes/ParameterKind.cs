namespace WsScaffold.Generator.Routes;

internal enum ParameterKind
{
    BodyJson,
    BodyText,
    BodyUtf8,
    BodyElement,
    Query,
    Header,
    Authorizer,
    Context,
    Invocation,
    ProxyRequest,
    LambdaContext,
    CancellationToken,
    Service,
}
