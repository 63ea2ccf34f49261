namespace WsScaffold.Generator.Tests.Routes;

/// <summary>Starts APIs with the environment variables of Lambda, which affect the whole process.</summary>
[CollectionDefinition(nameof(LambdaStartTests), DisableParallelization = true)]
[Collection(nameof(LambdaStartTests))]
public sealed class LambdaStartTests
{
    [Fact]
    public async Task An_API_with_a_store_in_memory_does_not_start_on_Lambda_unless_it_is_allowed()
    {
        Environment.SetEnvironmentVariable("AWS_LAMBDA_RUNTIME_API", "127.0.0.1:9");
        try
        {
            var error = Assert.Throws<InvalidOperationException>(
                () => GeneratedApp.From("[WebSocketApi(Store = ConnectionStore.InMemory)] public sealed partial class Api;"));
            Assert.Equal(
                "Api stores its connections in memory, but Lambda runs many processes, and each would only know its own connections. "
                    + "Set Store = ConnectionStore.DynamoDb, or AllowInMemoryOnLambda = true if there is only one execution environment.",
                error.Message);

            await using var allowed = GeneratedApp.From("""
                [WebSocketApi(Store = ConnectionStore.InMemory, AllowInMemoryOnLambda = true)]
                public sealed partial class Api;
                """);
            Assert.True(allowed.App.Descriptor.AllowInMemoryOnLambda);
        }
        finally
        {
            Environment.SetEnvironmentVariable("AWS_LAMBDA_RUNTIME_API", null);
        }
    }
}
