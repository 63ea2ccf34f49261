using Microsoft.Extensions.DependencyInjection;

namespace WsScaffold.Testing.Tests;

/// <summary>An API with types that two routes take, texts, rejections, failures and pushes.</summary>
[WebSocketApi]
public sealed partial class DeskApi(IClients<IDeskClient> clients, Ledger ledger)
{
    public static void Configure(WebSocketAppBuilder builder) => builder.Services.AddSingleton(new Ledger("configured"));

    [ConnectRoute]
    public ConnectResult Connect(ConnectContext context, [FromQuery] string? name, [FromHeader("X-Desk")] string? desk) =>
        name == "Mallory" ? ConnectResult.Reject(401)
        : name == "Crash" ? throw new InvalidOperationException("the desk is on fire")
        : context.Subprotocols is [var first, ..] ? ConnectResult.Accept(first)
        : Entered(context.ConnectionId, name, desk);

    [WebSocketRoute("open")]
    public Opened Open(Open request) => new(request.Name, ledger.Name);

    [WebSocketRoute("close")]
    public void Close(Close request) => ledger.Note($"close {request.Name}");

    [WebSocketRoute("archive")]
    public Opened Archive(Close request) => new(request.Name, "archive");

    [WebSocketRoute("tell")]
    public async Task Tell(Tell request, MessageContext context, CancellationToken cancellationToken) =>
        await clients.Connection(context.ConnectionId).Told(new(request.Text), cancellationToken);

    [WebSocketRoute("reject")]
    public Opened Reject(Reject request) => throw new RouteException(request.Status, "Not today.");

    [WebSocketRoute("fail")]
    public Opened Fail() => throw new InvalidOperationException("the drawer is stuck");

    [DefaultRoute]
    public static string Echo(string text) => text;

    [DisconnectRoute]
    public void Disconnect(DisconnectContext context) => ledger.Note($"gone {context.StatusCode} {context.Reason}");

    private ConnectResult Entered(string connectionId, string? name, string? desk)
    {
        ledger.Note($"entered {name} {desk} {connectionId.Length > 0}");
        return ConnectResult.Accept();
    }
}

public sealed record Open(string Name);

public sealed record Opened(string Name, string By);

public sealed record Close(string Name);

public sealed record Tell(string Text);

public sealed record Told(string Text);

public sealed record Reject(int Status);

public interface IDeskClient
{
    ValueTask Told(Told told, CancellationToken cancellationToken);
}

/// <summary>The calls that the handlers received.</summary>
public sealed class Ledger(string name)
{
    private readonly System.Threading.Channels.Channel<string> _notes = System.Threading.Channels.Channel.CreateUnbounded<string>();

    public string Name => name;

    public void Note(string note) => _notes.Writer.TryWrite(note);

    public async Task<string> NextAsync()
    {
        var cancellationToken = TestContext.Current.CancellationToken;
        return await _notes.Reader.ReadAsync(cancellationToken).AsTask().WaitAsync(TimeSpan.FromSeconds(30), cancellationToken);
    }
}
