namespace WsScaffold.Generator.Rules;

/// <summary>The part of a handler or of the API class that is wrong.</summary>
internal enum ProblemPlace
{
    /// <summary>The route key in the handler's attribute.</summary>
    RouteKey,

    /// <summary>The handler's route attribute.</summary>
    RouteAttribute,

    /// <summary>The <c>[LambdaFunction]</c> of the handler's class.</summary>
    Function,

    /// <summary>The name of the API class.</summary>
    ApiName,

    /// <summary>The API's <c>[WebSocketApi]</c>.</summary>
    ApiAttribute,

    /// <summary>The value of its <c>JsonContext</c>.</summary>
    JsonContext,
}
