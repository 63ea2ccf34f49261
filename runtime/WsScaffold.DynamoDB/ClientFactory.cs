using Amazon;
using Amazon.DynamoDBv2;
using Amazon.Runtime;

namespace WsScaffold.DynamoDB;

/// <summary>
/// Creates the client of the AWS SDK from the function's environment variables. It passes the region and the credentials explicitly,
/// because the SDK's own search is slow: it reads files and calls the EC2 metadata service first.
/// </summary>
internal static class ClientFactory
{
    public const string EndpointVariable = "AWS_ENDPOINT_URL_DYNAMODB";

    /// <exception cref="InvalidOperationException">The region is unknown, or the endpoint is not a URL.</exception>
    public static AmazonDynamoDBClient Create(Func<string, string?> environment)
    {
        var config = new AmazonDynamoDBConfig
        {
            // The delays between attempts double, with jitter:
            // https://docs.aws.amazon.com/sdkref/latest/guide/feature-retry-behavior.html
            RetryMode = RequestRetryMode.Standard,
            MaxErrorRetry = 5,
            Timeout = TimeSpan.FromSeconds(5),
        };
        if (environment(EndpointVariable) is { Length: > 0 } endpoint)
        {
            config.ServiceURL = Uri.TryCreate(endpoint, UriKind.Absolute, out _)
                ? endpoint
                : throw new InvalidOperationException(
                    $"{EndpointVariable} is '{endpoint}', which is not a URL. Set it, for example, to http://localhost:8000.");
            config.AuthenticationRegion = environment("AWS_REGION") is { Length: > 0 } named ? named : "us-east-1";
            return new(Credentials(environment) ?? new BasicAWSCredentials("local", "local"), config);
        }

        config.RegionEndpoint = environment("AWS_REGION") is { Length: > 0 } region
            ? RegionEndpoint.GetBySystemName(region)
            : throw new InvalidOperationException(
                "The region of the connection table is unknown, because AWS_REGION is not set (Lambda sets it). "
                    + $"Set AWS_REGION, or set {EndpointVariable} to use a local server.");
        return Credentials(environment) is { } credentials ? new(credentials, config) : new(config);
    }

    private static AWSCredentials? Credentials(Func<string, string?> environment) =>
        (environment("AWS_ACCESS_KEY_ID"), environment("AWS_SECRET_ACCESS_KEY"), environment("AWS_SESSION_TOKEN")) switch
        {
            ({ Length: > 0 } id, { Length: > 0 } secret, { Length: > 0 } token) => new SessionAWSCredentials(id, secret, token),
            ({ Length: > 0 } id, { Length: > 0 } secret, _) => new BasicAWSCredentials(id, secret),
            _ => null,
        };
}
