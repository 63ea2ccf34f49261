using Amazon.DynamoDBv2;
using Amazon.Runtime;
using Amazon.Runtime.Internal;

namespace WsScaffold.DynamoDB.Tests;

/// <summary>A client with a callback before each request.</summary>
internal sealed class InterruptedClient(string endpoint)
    : AmazonDynamoDBClient(
        new BasicAWSCredentials("local", "local"), new AmazonDynamoDBConfig { ServiceURL = endpoint, AuthenticationRegion = "us-east-1" })
{
    private int _requests;

    /// <summary>Called before each request, with its number from 1.</summary>
    public Func<int, Task> Before { get; set; } = _ => Task.CompletedTask;

    protected override void CustomizeRuntimePipeline(RuntimePipeline pipeline)
    {
        base.CustomizeRuntimePipeline(pipeline);
        pipeline.AddHandler(new Interruption(this));
    }

    private sealed class Interruption(InterruptedClient client) : PipelineHandler
    {
        public override async Task<T> InvokeAsync<T>(IExecutionContext executionContext)
        {
            await client.Before(++client._requests);
            return await base.InvokeAsync<T>(executionContext);
        }
    }
}
