namespace WsScaffold.Generator.Routes;

/// <summary>How an instance is made: its constructor's parameters, all of them services.</summary>
internal sealed record ConstructionModel(string TypeName, EquatableArray<ServiceModel> Services, DisposalKind Disposal);
