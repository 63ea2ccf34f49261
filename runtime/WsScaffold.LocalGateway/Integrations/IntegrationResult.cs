namespace WsScaffold.Gateway.Integrations;

/// <summary>The result of an invocation: a response or a function error.</summary>
internal readonly record struct IntegrationResult
{
    // The one error message that changes what API Gateway does.
    private const string Unauthorized = "Unauthorized";

    private IntegrationResult(ReadOnlyMemory<byte> response, string? errorType, bool isUnauthorized = false)
    {
        Response = response;
        ErrorType = errorType;
        IsUnauthorized = isUnauthorized;
    }

    /// <summary>The JSON that the function returned; empty after a function error.</summary>
    public ReadOnlyMemory<byte> Response { get; }

    /// <summary>
    /// The type of the function error, for example <c>Function.ResponseSizeTooLarge</c>; <see langword="null"/> if the function
    /// returned a response.
    /// </summary>
    public string? ErrorType { get; }

    /// <summary>Whether the function failed with the message <c>Unauthorized</c>, which turns an authorizer's error into a 401.</summary>
    public bool IsUnauthorized { get; }

    public static IntegrationResult Succeeded(ReadOnlyMemory<byte> response) => new(response, null);

    public static IntegrationResult Failed(string errorType, string? message = null) => new(default, errorType, message == Unauthorized);
}
