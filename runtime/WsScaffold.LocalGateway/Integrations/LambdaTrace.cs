using System.Security.Cryptography;

namespace WsScaffold.Gateway.Integrations;

/// <summary>The X-Ray tracing header that Lambda passes to a function.</summary>
internal static class LambdaTrace
{
    public static string Header(string traceRoot) =>
        $"{traceRoot};Parent={RandomNumberGenerator.GetHexString(16, lowercase: true)};Sampled=0";
}
