using WsScaffold.Json.Scanning;

namespace WsScaffold;

/// <summary>
/// The identity of the client: its IP address, its user agent if it sent one, and further values with IAM authorization or API
/// keys.
/// See <see
/// href="https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-websocket-api-logging.html">$context.identity</see>.
/// </summary>
public sealed class ClientIdentity
{
    private readonly Dictionary<string, string> _fields;

    internal ClientIdentity(JsonMap identity, ReadOnlySpan<byte> json) =>
        _fields = identity.ToDictionary(json, StringComparer.Ordinal);

    /// <summary>The client's IP address. Behind CloudFront, the IP address of the edge location.</summary>
    public string SourceIp => Field("sourceIp") ?? "";

    /// <summary>The client's user agent.</summary>
    public string? UserAgent => Field("userAgent");

    /// <summary>The AWS account of the caller (IAM authorization).</summary>
    public string? AccountId => Field("accountId");

    /// <summary>The principal that signed the request (IAM authorization).</summary>
    public string? Caller => Field("caller");

    /// <summary>The principal that is authorized (IAM authorization).</summary>
    public string? User => Field("user");

    /// <summary>The ARN of the principal (IAM authorization).</summary>
    public string? UserArn => Field("userArn");

    /// <summary>The access key of the principal (IAM authorization).</summary>
    public string? AccessKey => Field("accessKey");

    /// <summary>The AWS organization of the principal (IAM authorization).</summary>
    public string? PrincipalOrgId => Field("principalOrgId");

    /// <summary>The Amazon Cognito identity (IAM authorization with Cognito credentials).</summary>
    public string? CognitoIdentityId => Field("cognitoIdentityId");

    /// <summary>The Amazon Cognito identity pool.</summary>
    public string? CognitoIdentityPoolId => Field("cognitoIdentityPoolId");

    /// <summary><c>authenticated</c> or <c>unauthenticated</c> with Amazon Cognito.</summary>
    public string? CognitoAuthenticationType => Field("cognitoAuthenticationType");

    /// <summary>The identity providers used with Amazon Cognito, comma separated.</summary>
    public string? CognitoAuthenticationProvider => Field("cognitoAuthenticationProvider");

    /// <summary>The API key, for APIs that require one.</summary>
    public string? ApiKey => Field("apiKey");

    /// <summary>The ID of the API key.</summary>
    public string? ApiKeyId => Field("apiKeyId");

    private string? Field(string name) => _fields.GetValueOrDefault(name);
}
