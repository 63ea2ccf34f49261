namespace WsScaffold.Net.SigV4;

/// <summary>
/// The function's own credentials, which Lambda puts in the environment once, before the process starts.
/// See <see href="https://docs.aws.amazon.com/lambda/latest/dg/configuration-envvars.html">Lambda's environment variables</see>.
/// </summary>
/// <remarks>A class and not a record: a record's <c>ToString</c> would print the secrets.</remarks>
internal sealed class AwsCredentials(string accessKeyId, string secretAccessKey, string? sessionToken)
{
    public string AccessKeyId { get; } = accessKeyId;

    public string SecretAccessKey { get; } = secretAccessKey;

    /// <summary>Sent with every request when the credentials are temporary. A function's credentials always are.</summary>
    public string? SessionToken { get; } = sessionToken;

    /// <summary>Reads the credentials; <see langword="null"/> if a part of them is missing.</summary>
    public static AwsCredentials? Find(Func<string, string?> environment)
    {
        var accessKeyId = environment("AWS_ACCESS_KEY_ID");
        var secretAccessKey = environment("AWS_SECRET_ACCESS_KEY");
        if (string.IsNullOrEmpty(accessKeyId) || string.IsNullOrEmpty(secretAccessKey))
        {
            return null;
        }

        var sessionToken = environment("AWS_SESSION_TOKEN");
        return new(accessKeyId, secretAccessKey, string.IsNullOrEmpty(sessionToken) ? null : sessionToken);
    }
}
