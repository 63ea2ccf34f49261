using System.Text.Json;
using StandIn.Events;

namespace StandIn.Lambda;

/// <summary>Takes events, invokes the handler and sends its responses until the process ends.</summary>
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
            // An exception of the handler fails the invocation but not the process. If the Runtime API cannot be reached, the process ends.
            catch (Exception exception) when (exception is not HttpRequestException)
            {
                Console.Error.WriteLine($"{invocation.RequestId} {exception}");
                var error = new FunctionError(exception.Message, exception.GetType().Name);
                var json = JsonSerializer.SerializeToUtf8Bytes(error, ErrorJsonContext.Default.FunctionError);
                await runtimeApi.FailAsync(invocation.RequestId, json);
            }
        }
    }
}
