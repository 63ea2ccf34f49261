namespace WsScaffold.Generator.Routes;

internal enum ServiceKind
{
    Registered,
    Connections,
    Clients,
    Logger,
}
