using System.Text.Json;
using System.Text.Json.Serialization;
using StandIn.Events;

namespace StandIn.Lambda;

/// <summary>Next event, handler, response; for ever.</summary>
internal static class RuntimeLoop
{
    public static async Task RunAsync(RuntimeApiClient runtimeApi, Func<APIGatewayProxyRequest, Task<APIGatewayProxyResponse>> handler)
    {
        while (true)
        {
            var invocation = await runtimeApi.NextAsync();
            Environment.SetEnvironmentVariable("_X_AMZN_TRACE_ID", invocation.TraceId);
            try
            {
                var response = await handler(EventSerializer.Deserialize(invocation.Event));
                await runtimeApi.RespondAsync(invocation.RequestId, EventSerializer.Serialize(response));
            }
            // Whatever the handler threw is the invocation's failure, not the process's; a lost Runtime API ends the process.
            catch (Exception exception) when (exception is not HttpRequestException)
            {
                Console.Error.WriteLine($"{invocation.RequestId} {exception}");
                var error = new FunctionError(exception.Message, exception.GetType().Name);
                await runtimeApi.FailAsync(invocation.RequestId, JsonSerializer.SerializeToUtf8Bytes(error, ErrorJsonContext.Default.FunctionError));
            }
        }
    }
}

internal sealed record FunctionError(string ErrorMessage, string ErrorType);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(FunctionError))]
internal sealed partial class ErrorJsonContext : JsonSerializerContext;
