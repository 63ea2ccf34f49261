using WsScaffold.Generator.Clients;

namespace WsScaffold.Generator.Routes;

/// <param name="IsOptional">Null is fine when nobody registered it.</param>
/// <param name="Client">How to implement the interface, when the service is <c>IClients&lt;T&gt;</c>.</param>
internal sealed record ServiceModel(ServiceKind Kind, string TypeName, bool IsOptional, ClientModel? Client = null);
