using System.Collections.Concurrent;
using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace WsScaffold.DynamoDB.Tests;

/// <summary>What goes wrong with a request.</summary>
internal enum Fault
{
    None,

    /// <summary>The table's capacity is used up.</summary>
    CapacityExceeded,

    /// <summary>The account's is.</summary>
    Throttled,

    /// <summary>500, and nothing was done.</summary>
    Failed,

    /// <summary>The connection breaks before anything was done.</summary>
    Dropped,

    /// <summary>It was done, and the connection breaks before the answer.</summary>
    AnswerDropped,

    /// <summary>Of a batch only the first is done, and the rest is handed back; anything else is answered late.</summary>
    Partly,
}

/// <summary>A proxy before a database: some requests, by a seed, go wrong as they do with DynamoDB under load.</summary>
internal sealed class FaultyDynamoDb : IAsyncDisposable
{
    private static readonly TimeSpan _late = TimeSpan.FromMilliseconds(20);
    private readonly HttpClient _database;
    private readonly WebApplication _server;

    private FaultyDynamoDb(string database, Func<Attempt, Fault> fault)
    {
        _database = new() { BaseAddress = new Uri(database) };
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        _server = builder.Build();
        _server.Run(context => AnswerAsync(context, fault));
    }

    public string Endpoint => _server.Urls.Single();

    /// <summary>What was asked, in the order of arrival.</summary>
    public ConcurrentQueue<Attempt> Attempts { get; } = [];

    public static async Task<FaultyDynamoDb> StartAsync(string database, Func<Attempt, Fault> fault)
    {
        var proxy = new FaultyDynamoDb(database, fault);
        await proxy._server.StartAsync();
        return proxy;
    }

    /// <summary>Faults at random, the same for a seed as long as the requests come in the same order.</summary>
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

    private async Task AnswerAsync(HttpContext context, Func<Attempt, Fault> decide)
    {
        using var body = new MemoryStream();
        await context.Request.Body.CopyToAsync(body);
        var attempt = Attempt.Of(context.Request);
        Attempts.Enqueue(attempt);
        switch (decide(attempt))
        {
            case Fault.CapacityExceeded:
                await RefuseAsync(context, HttpStatusCode.BadRequest, "com.amazonaws.dynamodb.v20120810#ProvisionedThroughputExceededException");
                break;
            case Fault.Throttled:
                await RefuseAsync(context, HttpStatusCode.BadRequest, "com.amazon.coral.availability#ThrottlingException");
                break;
            case Fault.Failed:
                await RefuseAsync(context, HttpStatusCode.InternalServerError, "com.amazonaws.dynamodb.v20120810#InternalServerError");
                break;
            case Fault.Dropped:
                context.Abort();
                break;
            case Fault.AnswerDropped:
                (await PassOnAsync(context, body.ToArray())).Dispose();
                context.Abort();
                break;
            case Fault.Partly when attempt.Operation == "BatchWriteItem":
                await WritePartlyAsync(context, JsonNode.Parse(body.ToArray())!.AsObject());
                break;
            case Fault.Partly:
                await Task.Delay(_late);
                await AnswerAsync(context, await PassOnAsync(context, body.ToArray()));
                break;
            default:
                await AnswerAsync(context, await PassOnAsync(context, body.ToArray()));
                break;
        }
    }

    private async Task WritePartlyAsync(HttpContext context, JsonObject request)
    {
        var (table, all) = request["RequestItems"]!.AsObject().Single();
        var rest = new JsonArray([.. all!.AsArray().Skip(1).Select(static one => one!.DeepClone())]);
        request["RequestItems"]![table] = new JsonArray(all.AsArray()[0]!.DeepClone());
        using var answer = await PassOnAsync(context, Encoding.UTF8.GetBytes(request.ToJsonString()));
        answer.EnsureSuccessStatusCode();
        var unprocessed = new JsonObject();
        if (rest.Count > 0)
        {
            unprocessed[table] = rest;
        }

        await context.Response.WriteAsync(new JsonObject { ["UnprocessedItems"] = unprocessed }.ToJsonString());
    }

    private async Task<HttpResponseMessage> PassOnAsync(HttpContext context, byte[] body)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/") { Content = new ByteArrayContent(body) };
        foreach (var name in new[] { "X-Amz-Target", "Authorization", "X-Amz-Date" })
        {
            request.Headers.TryAddWithoutValidation(name, context.Request.Headers[name].ToString());
        }

        request.Content.Headers.TryAddWithoutValidation("Content-Type", context.Request.ContentType);
        return await _database.SendAsync(request);
    }

    private static async Task AnswerAsync(HttpContext context, HttpResponseMessage answer)
    {
        using var _ = answer;
        context.Response.StatusCode = (int)answer.StatusCode;
        context.Response.ContentType = answer.Content.Headers.ContentType?.ToString();
        await context.Response.Body.WriteAsync(await answer.Content.ReadAsByteArrayAsync());
    }

    private static Task RefuseAsync(HttpContext context, HttpStatusCode status, string type)
    {
        context.Response.StatusCode = (int)status;
        context.Response.ContentType = "application/x-amz-json-1.0";
        return context.Response.WriteAsync(new JsonObject { ["__type"] = type, ["message"] = "Try again later." }.ToJsonString());
    }
}

/// <summary>One try of a request, as the SDK's headers tell it.</summary>
/// <param name="Call">The same for all tries of one call.</param>
/// <param name="Number">Which try, from 1.</param>
/// <param name="At">When it arrived.</param>
internal sealed record Attempt(string Operation, string Call, int Number, DateTimeOffset At)
{
    public static Attempt Of(HttpRequest request) => new(
        request.Headers["X-Amz-Target"].ToString().Split('.')[^1],
        request.Headers["amz-sdk-invocation-id"].ToString(),
        int.Parse(request.Headers["amz-sdk-request"].ToString().Split("attempt=")[1].Split(';')[0], null),
        DateTimeOffset.UtcNow);
}
