using System.Reflection;
using Amazon.Lambda.Core;
using WsScaffold.Generator.Tests.Routes;
using WsScaffold.Tests;

namespace WsScaffold.Generator.Tests.Aws;

/// <summary>The entry point for other Lambda runtimes, called as such a runtime does it.</summary>
public sealed class StreamFunctionTests
{
    private const string Api = """
        namespace Shop
        {
            [WebSocketApi]
            public sealed partial class Api(Greeting greeting)
            {
                public static void Configure(WebSocketAppBuilder builder) => builder.Services.AddSingleton(new Greeting("hello"));

                [DefaultRoute] public string Default(string body) => $"{greeting.Text} {body}";
                [ConnectRoute] public static APIGatewayProxyResponse Connect() => new() { StatusCode = 403 };
                [WebSocketRoute("fails")]
                public static async Task<string> Fails() { await Task.Yield(); throw new TimeoutException("too late"); }
                [WebSocketRoute("context")]
                public static string Context(ILambdaContext context) { context.Logger.LogInformation("seen"); return context.FunctionName; }
                [WebSocketRoute("invocation")]
                public static string Invocation(LambdaInvocation invocation) =>
                    $"{invocation.AwsRequestId} {invocation.InvokedFunctionArn} {invocation.TraceId} {invocation.TenantId} "
                    + $"{invocation.Deadline:O}";
                [Authorizer] public static Authorization Authorize() => Authorization.Unauthorized();
            }

            public sealed record Greeting(string Text);
        }
        """;

    [Fact]
    public async Task A_runtime_finds_the_entry_point_by_name_and_gets_the_whole_response()
    {
        await using var app = AwsApp.From(Api);
        var handle = HandlerOf(app, "Shop.ApiFunction");

        Assert.Equal("""{"statusCode":200,"body":"hello you"}""", await CallAsync(handle, TestEvent.Message("$default", "you")));
        Assert.Equal("""{"statusCode":403}""", await CallAsync(handle, TestEvent.Captured("connect")));
        Assert.Equal("""{"statusCode":200}""", await CallAsync(handle, TestEvent.Captured("disconnect")));
        Assert.Equal(await app.InvokeAsync(TestEvent.Captured("default")), await CallAsync(handle, TestEvent.Captured("default")));
    }

    [Fact]
    public async Task Handlers_get_the_invocation_from_the_runtime()
    {
        await using var app = AwsApp.From(Api);
        var handle = HandlerOf(app, "Shop.ApiFunction");
        var context = new RuntimeContext();
        var before = DateTimeOffset.UtcNow;
        Environment.SetEnvironmentVariable("_X_AMZN_TRACE_ID", "Root=1-2-3");
        try
        {
            var response = await CallAsync(handle, TestEvent.Message("invocation", ""), context);
            var values = response.Split('"')[^2].Split(' ');

            Assert.Equal([context.AwsRequestId, context.InvokedFunctionArn, "Root=1-2-3", "tenant-1"], values[..4]);
            var deadline = DateTimeOffset.Parse(values[4], null);
            Assert.InRange(deadline, before + context.RemainingTime, DateTimeOffset.UtcNow + context.RemainingTime);
        }
        finally
        {
            Environment.SetEnvironmentVariable("_X_AMZN_TRACE_ID", null);
        }

        Assert.Equal("""{"statusCode":200,"body":"chat"}""", await CallAsync(handle, TestEvent.Message("context", ""), context));
        Assert.Equal("seen" + Environment.NewLine, context.Lines.ToString());
    }

    [Fact]
    public async Task Exceptions_are_passed_to_the_runtime()
    {
        await using var app = AwsApp.From(Api);
        var handle = HandlerOf(app, "Shop.ApiFunction");

        var failure = await Assert.ThrowsAsync<TimeoutException>(() => CallAsync(handle, TestEvent.Message("fails", "")));
        Assert.Equal("too late", failure.Message);
        var rejection = await Assert.ThrowsAnyAsync<Exception>(() => CallAsync(handle, TestEvent.Captured("authorizer")));
        Assert.Equal("Unauthorized", rejection.Message);
        await Assert.ThrowsAnyAsync<FormatException>(() => CallAsync(handle, "{}"u8.ToArray()));
        await Assert.ThrowsAsync<ArgumentNullException>(() => handle(new MemoryStream(), null!));
        Assert.Equal("""{"statusCode":200,"body":"hello again"}""", await CallAsync(handle, TestEvent.Message("$default", "again")));
    }

    [Fact]
    public async Task A_missing_service_is_an_exception_of_the_constructor()
    {
        await using var app = AwsApp.WithMembers("""
            private static bool _registers = true;
            public static void Configure(WebSocketAppBuilder builder)
            {
                if (_registers) { builder.Services.AddSingleton(new System.Text.StringBuilder()); }
                _registers = false;
            }
            [DefaultRoute] public static void Default([FromServices] System.Text.StringBuilder text) { }
            """);

        var failure = Assert.Throws<TargetInvocationException>(() => Activator.CreateInstance(app.Assembly.GetType("ApiFunction")!));
        Assert.Contains(
            "A handler or filter of Api takes System.Text.StringBuilder, which is not registered.",
            failure.InnerException!.Message,
            StringComparison.Ordinal);
    }

    // https://docs.aws.amazon.com/lambda/latest/dg/csharp-handler.html: Assembly::Type::Method
    private static Func<Stream, ILambdaContext, Task<Stream>> HandlerOf(GeneratedApp app, string type)
    {
        var function = app.Assembly.GetType(type)!;
        Assert.True(function.IsPublic);
        var method = function.GetMethod("HandlerAsync")!;
        return method.CreateDelegate<Func<Stream, ILambdaContext, Task<Stream>>>(Activator.CreateInstance(function));
    }

    private static async Task<string> CallAsync(
        Func<Stream, ILambdaContext, Task<Stream>> handle, byte[] lambdaEvent, ILambdaContext? context = null)
    {
        await using var response = await handle(new OneByteStream(lambdaEvent), context ?? new RuntimeContext());
        using var reader = new StreamReader(response);
        return await reader.ReadToEndAsync(TestContext.Current.CancellationToken);
    }

    // Returns single bytes, as a socket may return an event in parts.
    private sealed class OneByteStream(byte[] bytes) : MemoryStream(bytes)
    {
        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) =>
            base.ReadAsync(buffer[..Math.Min(1, buffer.Length)], cancellationToken);

        public override async Task CopyToAsync(Stream destination, int bufferSize, CancellationToken cancellationToken)
        {
            var one = new byte[1];
            while (await ReadAsync(one, cancellationToken) > 0)
            {
                await destination.WriteAsync(one, cancellationToken);
            }
        }
    }
}
