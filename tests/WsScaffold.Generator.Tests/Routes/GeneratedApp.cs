using System.Buffers;
using System.Reflection;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using WsScaffold.Tests;

namespace WsScaffold.Generator.Tests.Routes;

/// <summary>An API from source text, compiled with its generated code without a warning, loaded, and invoked with events.</summary>
internal sealed class GeneratedApp : IAsyncDisposable
{
    // Records the actions of handlers that have no effect on the response.
    private const string Journal = """
        public static class Journal
        {
            public static readonly System.Collections.Generic.List<string> Lines = new();
            public static void Add(string line) => Lines.Add(line);
        }
        """;

    private readonly GeneratedAssembly _assembly;
    private readonly List<string> _journal;

    private GeneratedApp(CSharpCompilation compilation, Action<WebSocketAppBuilder>? configure, params ISourceGenerator[] others)
    {
        _assembly = GeneratedAssembly.Load(Generation.Run(compilation, others: others));
        _journal = (List<string>)_assembly.Assembly.GetType("Journal")!.GetField("Lines")!.GetValue(null)!;
        var api = _assembly.Assembly.GetTypes().Single(type => type.GetCustomAttribute<WebSocketApiAttribute>() is not null);
        var create = typeof(WebSocketApp).GetMethod(nameof(WebSocketApp.CreateBuilder))!.MakeGenericMethod(api);
        var builder = (WebSocketAppBuilder)create.Invoke(null, BindingFlags.DoNotWrapExceptions, null, [null], null)!;
        configure?.Invoke(builder);
        App = builder.Build();
    }

    public WebSocketApp App { get; }

    public Assembly Assembly => _assembly.Assembly;

    /// <summary>The lines that handlers added with <c>Journal.Add</c> since the last call.</summary>
    public string Journaled() => string.Join(' ', JournaledLines());

    /// <inheritdoc cref="Journaled"/>
    public string[] JournaledLines()
    {
        string[] lines = [.. _journal];
        _journal.Clear();
        return lines;
    }

    public static CSharpCompilation Compile(params IEnumerable<string> sources) => Generation.Compile([Journal, .. sources]);

    public static GeneratedApp From(params string[] sources) => new(Compile(sources), null);

    public static GeneratedApp From(CSharpCompilation compilation) => new(compilation, null);

    /// <summary>An API with a <c>JsonSerializerContext</c> of its own, which the generator of System.Text.Json implements.</summary>
    public static GeneratedApp WithOwnContext(params string[] sources) => new(Compile(sources), null, Generation.SystemTextJson);

    public static GeneratedApp From(Action<WebSocketAppBuilder> configure, params string[] sources) => new(Compile(sources), configure);

    /// <summary>An API class with these members.</summary>
    public static GeneratedApp WithMembers(string members, string rest = "") =>
        From($"[WebSocketApi] public sealed partial class Api {{ {members}\n}}\n{rest}");

    /// <summary>Sends a message and returns the whole response of the function.</summary>
    public Task<string> SendAsync(string routeKey, string body = "") => InvokeAsync(TestEvent.Message(routeKey, body));

    /// <summary>Sends a message and returns the body of the response, or <see langword="null"/> if it has none.</summary>
    public async Task<string?> AskAsync(string routeKey, string body = "") =>
        (string?)JsonNode.Parse(await SendAsync(routeKey, body))!["body"];

    /// <summary>Opens a connection and returns the whole response of the function.</summary>
    public Task<string> ConnectAsync(Action<JsonObject>? change = null) => InvokeAsync(TestEvent.Connect(change));

    /// <summary>Opens a connection with a query string, for example <c>a=1&amp;b=2</c>.</summary>
    public Task<string> ConnectWithQueryAsync(string query) => ConnectAsync(lambdaEvent =>
    {
        var values = new JsonObject();
        foreach (var pair in query.Split('&', StringSplitOptions.RemoveEmptyEntries))
        {
            values[pair.Split('=')[0]] = pair.Split('=')[1];
        }

        lambdaEvent["queryStringParameters"] = values;
    });

    public async Task<string> InvokeAsync(byte[] lambdaEvent)
    {
        var response = new ArrayBufferWriter<byte>();
        using var invocation = new LambdaInvocation
        {
            AwsRequestId = "8476a536-e9f4-11e8-9739-2dfe598c3fcd",
            Deadline = DateTimeOffset.UtcNow.AddSeconds(29),
        };
        await App.InvokeAsync(lambdaEvent, invocation, response);
        return Encoding.UTF8.GetString(response.WrittenSpan);
    }

    public async ValueTask DisposeAsync()
    {
        await App.DisposeAsync();
        _assembly.Dispose();
    }
}
