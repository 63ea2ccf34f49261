namespace WsScaffold.Generator.Routes;

internal enum DisposalKind
{
    None,
    Sync,
    Async,
}
