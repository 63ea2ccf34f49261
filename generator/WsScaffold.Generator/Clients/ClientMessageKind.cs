namespace WsScaffold.Generator.Clients;

internal enum ClientMessageKind
{
    Json,
    Text,
    Utf8,
}
