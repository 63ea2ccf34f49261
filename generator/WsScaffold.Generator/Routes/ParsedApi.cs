using WsScaffold.Generator.Json;

namespace WsScaffold.Generator.Routes;

/// <param name="Contracts">What its filters push.</param>
internal sealed record ParsedApi(ApiModel Model, ContractOptions Options, EquatableArray<TypeContract> Contracts);
