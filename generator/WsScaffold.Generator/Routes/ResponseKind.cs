namespace WsScaffold.Generator.Routes;

internal enum ResponseKind
{
    None,

    Connect,
    Authorization,
    Text,
    Utf8,
    NullableUtf8,
    Json,
    Proxy,
}
