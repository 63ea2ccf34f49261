using Amazon;
using Amazon.DynamoDBv2;
using Amazon.Runtime;

namespace WsScaffold.DynamoDB;

/// <summary>
/// Makes the SDK's client from the function's environment. Region and credentials are named here because looking for them
/// is slow: the SDK would go through files and the metadata service of EC2 first.
/// </summary>
internal static class ClientFactory
{
    public const string EndpointVariable = "AWS_ENDPOINT_URL_DYNAMODB";

    /// <exception cref="InvalidOperationException">The region is not known, or the endpoint is no URL.</exception>
    public static AmazonDynamoDBClient Create(Func<string, string?> environment)
    {
        var config = new AmazonDynamoDBConfig
        {
            // Waits between tries double, and part of each is random
            // (https://docs.aws.amazon.com/sdkref/latest/guide/feature-retry-behavior.html).
            RetryMode = RequestRetryMode.Standard,
            MaxErrorRetry = 5,
            Timeout = TimeSpan.FromSeconds(5),
        };
        if (environment(EndpointVariable) is { Length: > 0 } endpoint)
        {
            config.ServiceURL = Uri.TryCreate(endpoint, UriKind.Absolute, out _)
                ? endpoint
                : throw new InvalidOperationException($"{EndpointVariable} is '{endpoint}', which is no URL. Write for example http://localhost:8000.");
            config.AuthenticationRegion = environment("AWS_REGION") is { Length: > 0 } named ? named : "us-east-1";
            return new(Credentials(environment) ?? new BasicAWSCredentials("local", "local"), config);
        }

        config.RegionEndpoint = environment("AWS_REGION") is { Length: > 0 } region
            ? RegionEndpoint.GetBySystemName(region)
            : throw new InvalidOperationException(
                $"There is no telling in which region the connection table is: AWS_REGION is not set, as Lambda does. Set it, or {EndpointVariable} for a server on this machine.");
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
