namespace WsScaffold.Generator.Routes;

internal sealed record FilterModel(ConstructionModel Instance);
