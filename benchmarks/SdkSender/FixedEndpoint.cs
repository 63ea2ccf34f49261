using Amazon.Runtime;
using Amazon.Runtime.Internal;

namespace SdkSender;

/// <summary>Sets the configured endpoint. There are no endpoint rules to evaluate.</summary>
internal sealed class FixedEndpoint : PipelineHandler
{
    public override Task<T> InvokeAsync<T>(IExecutionContext executionContext)
    {
        executionContext.RequestContext.Request.Endpoint = new(executionContext.RequestContext.ClientConfig.ServiceURL);
        return base.InvokeAsync<T>(executionContext);
    }
}
