namespace WsScaffold.Generator.Clients;

/// <summary>An interface through which the API pushes.</summary>
internal sealed record ClientModel(string InterfaceName, EquatableArray<ClientMethodModel> Methods);
