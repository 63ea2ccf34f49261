namespace StandIn.Lambda;

internal sealed record FunctionError(string ErrorMessage, string ErrorType);
