using Amazon.DynamoDBv2;
using Amazon.Runtime;
using Amazon.Runtime.Internal;
using WsScaffold.Tests.Stores;

namespace WsScaffold.DynamoDB.Tests;

/// <summary>A client whose process crashes after a number of requests. Later requests throw and don't reach the database.</summary>
internal sealed class DyingClient(string endpoint)
    : AmazonDynamoDBClient(
        new BasicAWSCredentials("local", "local"), new AmazonDynamoDBConfig { ServiceURL = endpoint, AuthenticationRegion = "us-east-1" })
{
    private int? _requestsLeft;

    /// <summary>Crashes after the number of requests (<see langword="null"/>: never), until the result is disposed.</summary>
    public IDisposable DieAfter(int? requests)
    {
        _requestsLeft = requests;
        return new Life(this);
    }

    protected override void CustomizeRuntimePipeline(RuntimePipeline pipeline)
    {
        base.CustomizeRuntimePipeline(pipeline);
        pipeline.AddHandler(new Death(this));
    }

    private sealed class Life(DyingClient client) : IDisposable
    {
        public void Dispose() => client._requestsLeft = null;
    }

    private sealed class Death(DyingClient client) : PipelineHandler
    {
        public override Task<T> InvokeAsync<T>(IExecutionContext executionContext) =>
            client._requestsLeft is not { } left ? base.InvokeAsync<T>(executionContext)
            : left <= 0 ? throw new CrashException()
            : Through<T>(executionContext, left);

        private Task<T> Through<T>(IExecutionContext executionContext, int left)
            where T : AmazonWebServiceResponse, new()
        {
            client._requestsLeft = left - 1;
            return base.InvokeAsync<T>(executionContext);
        }
    }
}
