using WsScaffold.Events;
using WsScaffold.ManagementApi;

namespace WsScaffold.Tests.Connections;

public sealed class CallbackEndpointResolverTests
{
    [Fact]
    public void The_variable_overrules_the_event()
    {
        var resolver = new CallbackEndpointResolver(Set("https://ws.example.com/chat/"));

        resolver.UseEvent("abcdef1234"u8, "prod"u8, Invocation());

        Assert.Equal("https://ws.example.com/chat", resolver.Current.Url.AbsoluteUri);
        Assert.Equal("https://ws.example.com/chat", resolver.CallbackUrl!.AbsoluteUri);
    }

    [Fact]
    public void A_host_overrules_the_variable()
    {
        var resolver = new CallbackEndpointResolver(Set("https://ws.example.com/chat"))
        {
            CallbackUrl = new Uri("http://127.0.0.1:5080/local"),
        };

        Assert.Equal("http://127.0.0.1:5080/local", resolver.Current.Url.AbsoluteUri);
    }

    [Fact]
    public void A_wrong_variable_fails_at_once_and_names_itself()
    {
        var failure = Assert.Throws<InvalidOperationException>(() => new CallbackEndpointResolver(Set("ws.example.com/chat")));

        Assert.Equal(
            "WSSCAFFOLD_CALLBACK_URL: The callback URL is not an absolute https URL. Write "
                + "https://{apiId}.execute-api.{region}.amazonaws.com/{stage}, or the custom domain with its mapping key.",
            failure.Message);
    }

    [Fact]
    public void A_wrong_URL_of_a_host_is_its_argument_error()
    {
        var resolver = new CallbackEndpointResolver(Set(null));

        Assert.Throws<ArgumentException>(() => resolver.CallbackUrl = new Uri("ftp://ws.example.com"));
        Assert.Null(resolver.CallbackUrl);
    }

    [Fact]
    public void Without_a_variable_the_event_tells()
    {
        var resolver = new CallbackEndpointResolver(Set(null));

        resolver.UseEvent("abcdef1234"u8, "prod"u8, Invocation());

        Assert.Equal("https://abcdef1234.execute-api.eu-west-1.amazonaws.com/prod", resolver.Current.Url.AbsoluteUri);
    }

    [Fact]
    public void The_same_event_origin_gives_the_same_endpoint()
    {
        var resolver = new CallbackEndpointResolver(Set(null));
        resolver.UseEvent("abcdef1234"u8, "prod"u8, Invocation());
        var first = resolver.Current;

        resolver.UseEvent("abcdef1234"u8, "prod"u8, Invocation());

        Assert.Same(first, resolver.Current);
    }

    [Fact]
    public void An_unchanged_event_origin_costs_no_memory()
    {
        var resolver = new CallbackEndpointResolver(Set(null));
        resolver.UseEvent("abcdef1234"u8, "prod"u8, Invocation());

        var invocation = Invocation();
        InvocationContext.Flow(invocation);

        var before = GC.GetAllocatedBytesForCurrentThread();
        resolver.UseEvent("abcdef1234"u8, "prod"u8, invocation);

        Assert.Equal(before, GC.GetAllocatedBytesForCurrentThread());
    }

    [Fact]
    public async Task Events_of_two_stages_at_once_each_use_their_own()
    {
        var resolver = new CallbackEndpointResolver(Set(null));
        var bothCame = new TaskCompletionSource();

        var first = HandleAsync("prod", bothCame.Task);
        var second = HandleAsync("dev", bothCame.Task);
        bothCame.SetResult();

        Assert.Equal("/prod", (await first).AbsolutePath);
        Assert.Equal("/dev", (await second).AbsolutePath);

        async Task<Uri> HandleAsync(string stage, Task gate)
        {
            resolver.UseEvent("abcdef1234"u8, System.Text.Encoding.UTF8.GetBytes(stage), Invocation());
            await gate;
            return resolver.Current.Url;
        }
    }

    [Fact]
    public async Task A_forged_event_only_fails_when_it_pushes_and_spoils_no_other()
    {
        var resolver = new CallbackEndpointResolver(Set(null));
        await Task.Run(() => resolver.UseEvent("abcdef1234"u8, "prod"u8, Invocation()), TestContext.Current.CancellationToken);

        var failure = await Task.Run(
            () =>
            {
                resolver.UseEvent("evil.example.com/"u8, "prod"u8, Invocation());
                return Assert.Throws<InvalidOperationException>(() => resolver.Current);
            },
            TestContext.Current.CancellationToken);

        Assert.Equal(
            "The @connections endpoint is unknown: the event's apiId does not consist of lowercase letters and digits. Set "
                + "WSSCAFFOLD_CALLBACK_URL to https://{apiId}.execute-api.{region}.amazonaws.com/{stage}.",
            failure.Message);
        Assert.Equal("/prod", resolver.Current.Url.AbsolutePath);
    }

    [Fact]
    public void Before_any_event_the_error_says_what_to_set()
    {
        var failure = Assert.Throws<InvalidOperationException>(() => new CallbackEndpointResolver(Set(null)).Current);

        Assert.Equal(
            "The @connections endpoint is unknown: no event has arrived yet. Set WSSCAFFOLD_CALLBACK_URL to "
                + "https://{apiId}.execute-api.{region}.amazonaws.com/{stage}.",
            failure.Message);
    }

    private static LambdaInvocation Invocation() => new() { AwsRequestId = "id", Deadline = DateTimeOffset.MaxValue };

    private static Func<string, string?> Set(string? url) => name => name switch
    {
        "WSSCAFFOLD_CALLBACK_URL" => url,
        "AWS_REGION" => "eu-west-1",
        _ => null,
    };
}
