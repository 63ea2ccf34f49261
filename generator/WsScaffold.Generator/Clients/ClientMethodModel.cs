namespace WsScaffold.Generator.Clients;

internal sealed record ClientMethodModel(
    string PushName,
    ClientMessageKind MessageKind,
    string MessageType,
    bool IsCancellable,
    string Signature,
    bool ReturnsSummary);
