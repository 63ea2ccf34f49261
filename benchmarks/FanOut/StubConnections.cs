using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Logging;

namespace FanOut;

/// <summary>Responds to every post to <c>@connections</c> with 200, and counts the posts.</summary>
internal sealed class StubConnections : IAsyncDisposable
{
    private readonly WebApplication _server;
    private int _posts;

    private StubConnections()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        _server = builder.Build();
        _server.Run(async context =>
        {
            await context.Request.Body.CopyToAsync(Stream.Null);
            Interlocked.Increment(ref _posts);
            context.Response.ContentLength = 0;
        });
    }

    public Uri Url => new(_server.Urls.Single() + "/production");

    public static async Task<StubConnections> StartAsync()
    {
        var stub = new StubConnections();
        await stub._server.StartAsync();
        return stub;
    }

    /// <summary>Returns the number of posts since the last call.</summary>
    public int TakePosts() => Interlocked.Exchange(ref _posts, 0);

    public ValueTask DisposeAsync() => _server.DisposeAsync();
}
