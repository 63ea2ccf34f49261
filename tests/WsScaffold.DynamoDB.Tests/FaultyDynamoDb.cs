using System.Collections.Concurrent;
using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace WsScaffold.DynamoDB.Tests;

/// <summary>A proxy in front of a database that causes faults as DynamoDB has them under load.</summary>
internal sealed class FaultyDynamoDb : IAsyncDisposable
{
    private static readonly TimeSpan _delay = TimeSpan.FromMilliseconds(20);
    private readonly HttpClient _database;
    private readonly WebApplication _server;

    private FaultyDynamoDb(string database, Func<Attempt, Fault> fault)
    {
        _database = new() { BaseAddress = new Uri(database) };
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        _server = builder.Build();
        _server.Run(context => HandleAsync(context, fault));
    }

    public string Endpoint => _server.Urls.Single();

    /// <summary>The requests, in the order of arrival.</summary>
    public ConcurrentQueue<Attempt> Attempts { get; } = [];

    public static async Task<FaultyDynamoDb> StartAsync(string database, Func<Attempt, Fault> fault)
    {
        var proxy = new FaultyDynamoDb(database, fault);
        await proxy._server.StartAsync();
        return proxy;
    }

    /// <summary>Random faults, which are the same for the same seed and order of requests.</summary>
    public static Func<Attempt, Fault> Seeded(int seed, double share)
    {
        var random = new Random(seed);
        return _ =>
        {
            lock (random)
            {
                return random.NextDouble() < share ? (Fault)random.Next(1, (int)Fault.Partly + 1) : Fault.None;
            }
        };
    }

    public async ValueTask DisposeAsync()
    {
        await _server.DisposeAsync();
        _database.Dispose();
    }

    private async Task HandleAsync(HttpContext context, Func<Attempt, Fault> decide)
    {
        using var body = new MemoryStream();
        await context.Request.Body.CopyToAsync(body);
        var attempt = Attempt.Of(context.Request);
        Attempts.Enqueue(attempt);
        switch (decide(attempt))
        {
            case Fault.CapacityExceeded:
                await RejectAsync(
                    context, HttpStatusCode.BadRequest, "com.amazonaws.dynamodb.v20120810#ProvisionedThroughputExceededException");
                break;
            case Fault.Throttled:
                await RejectAsync(context, HttpStatusCode.BadRequest, "com.amazon.coral.availability#ThrottlingException");
                break;
            case Fault.Failed:
                await RejectAsync(context, HttpStatusCode.InternalServerError, "com.amazonaws.dynamodb.v20120810#InternalServerError");
                break;
            case Fault.Dropped:
                context.Abort();
                break;
            case Fault.ResponseDropped:
                (await ForwardAsync(context, body.ToArray())).Dispose();
                context.Abort();
                break;
            case Fault.Partly when attempt.Operation == "BatchWriteItem":
                await WritePartlyAsync(context, JsonNode.Parse(body.ToArray())!.AsObject());
                break;
            case Fault.Partly:
                await Task.Delay(_delay);
                await RespondAsync(context, await ForwardAsync(context, body.ToArray()));
                break;
            default:
                await RespondAsync(context, await ForwardAsync(context, body.ToArray()));
                break;
        }
    }

    private async Task WritePartlyAsync(HttpContext context, JsonObject request)
    {
        var (table, all) = request["RequestItems"]!.AsObject().Single();
        var rest = new JsonArray([.. all!.AsArray().Skip(1).Select(static item => item!.DeepClone())]);
        request["RequestItems"]![table] = new JsonArray(all.AsArray()[0]!.DeepClone());
        using var response = await ForwardAsync(context, Encoding.UTF8.GetBytes(request.ToJsonString()));
        response.EnsureSuccessStatusCode();
        var unprocessed = new JsonObject();
        if (rest.Count > 0)
        {
            unprocessed[table] = rest;
        }

        await context.Response.WriteAsync(new JsonObject { ["UnprocessedItems"] = unprocessed }.ToJsonString());
    }

    private async Task<HttpResponseMessage> ForwardAsync(HttpContext context, byte[] body)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/") { Content = new ByteArrayContent(body) };
        foreach (var name in new[] { "X-Amz-Target", "Authorization", "X-Amz-Date" })
        {
            request.Headers.TryAddWithoutValidation(name, context.Request.Headers[name].ToString());
        }

        request.Content.Headers.TryAddWithoutValidation("Content-Type", context.Request.ContentType);
        return await _database.SendAsync(request);
    }

    private static async Task RespondAsync(HttpContext context, HttpResponseMessage response)
    {
        using var _ = response;
        context.Response.StatusCode = (int)response.StatusCode;
        context.Response.ContentType = response.Content.Headers.ContentType?.ToString();
        await context.Response.Body.WriteAsync(await response.Content.ReadAsByteArrayAsync());
    }

    private static Task RejectAsync(HttpContext context, HttpStatusCode status, string type)
    {
        context.Response.StatusCode = (int)status;
        context.Response.ContentType = "application/x-amz-json-1.0";
        return context.Response.WriteAsync(new JsonObject { ["__type"] = type, ["message"] = "Try again later." }.ToJsonString());
    }
}
