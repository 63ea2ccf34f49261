using System.Text;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace WsScaffold.Tests.Dispatch;

/// <summary>A handler for every form of parameter and answer.</summary>
[WebSocketApi]
public sealed partial class EveryFormApi(Journal journal)
{
    public static void Configure(WebSocketAppBuilder builder)
    {
        builder.Services.AddSingleton<Journal>();
        builder.Services.AddScoped<Scoped>();
        builder.Services.AddScoped<IGreeter, Greeter>();
    }

    [Authorizer(Headers = ["Host"], Query = ["token"])]
    public async Task<Authorization> Authorize(
        AuthorizerContext context,
        [FromQuery] string token,
        [FromHeader("Sec-WebSocket-Version")] int version,
        IGreeter greeter
    )
    {
        await Task.Yield();
        journal.Add(
            $"{greeter.Greet()} {version} {context.MethodArn} {context.Headers.GetValueOrDefault("upgrade")} "
                + $"{context.Query.GetValueOrDefault("token")} {context.ConnectionId} {context.Identity.SourceIp} {context.RequestId}"
        );
        return token switch
        {
            "plain" => Authorization.Allow("user-1"),
            "secret" => Authorization.Allow(
                "user-1",
                ("tenant", 7),
                ("admin", true),
                ("name", "Zoë \"Z\""),
                ("rate", 0.5),
                ("price", 1.50m),
                ("none", (string?)null)
            ),
            "large" => Authorization.Allow("user-1", ("text", new string('x', 7958))),
            "too large" => Authorization.Allow("user-1", ("text", new string('x', 7959))),
            "unknown" => Authorization.Unauthorized(),
            "null" => null!,
            "401" or "403" or "404" => throw new RouteException(int.Parse(token, null), "secret reason"),
            "fail" => throw new InvalidOperationException("secret failure"),
            _ => Authorization.Deny("user-2"),
        };
    }

    [ConnectRoute]
    public ConnectResult Connect(
        ConnectContext context,
        [FromQuery] string? room,
        [FromQuery("page")] int page = 1,
        [FromQuery] string[]? tag = null,
        [FromQuery] Level? level = null,
        [FromHeader("Sec-WebSocket-Version")] int version = 0)
    {
        journal.Add(
            $"connect {room ?? "-"} {page} [{string.Join(' ', tag ?? [])}] {level?.ToString() ?? "-"} {version} "
                + $"{context.Headers.GetValueOrDefault("host")}"
        );
        return room == "closed" ? ConnectResult.Reject() : ConnectResult.Accept(context.Subprotocols is [var first, ..] ? first : null);
    }

    [DisconnectRoute]
    public Task Disconnect(DisconnectContext context)
    {
        journal.Add($"disconnect {context.StatusCode} {context.Reason}");
        return Task.CompletedTask;
    }

    [DefaultRoute]
    public static string Echo(string text) => text;

    [WebSocketRoute("record")]
    public Reply Record(Request request) => new(request.Name, request.Tags?.Count ?? 0);

    [WebSocketRoute("record/task")]
    public async Task<Reply> RecordTask(Request request)
    {
        await Task.Yield();
        return new(request.Name, 0);
    }

    [WebSocketRoute("record/valueTask")]
    public ValueTask<Reply> RecordValueTask(Request request) => new(new Reply(request.Name, 0));

    [WebSocketRoute("struct")]
    public static Point Struct(Point point) => new(point.Y, point.X);

    [WebSocketRoute("list")]
    public static int List(List<int> numbers) => numbers.Sum();

    [WebSocketRoute("dictionary")]
    public static Dictionary<string, Level?> Dictionary(IReadOnlyDictionary<string, Level?> levels) => levels.ToDictionary();

    [WebSocketRoute("utf8")]
    public static ReadOnlyMemory<byte> Utf8(ReadOnlyMemory<byte> body) => body;

    [WebSocketRoute("utf8/null")]
    public static async ValueTask<ReadOnlyMemory<byte>?> NoUtf8(ReadOnlyMemory<byte> body)
    {
        await Task.Yield();
        return body.Length == 1 ? body : default(ReadOnlyMemory<byte>?);
    }

    [WebSocketRoute("element")]
    public static string Element(JsonElement element) => element.ValueKind.ToString();

    [WebSocketRoute("optional")]
    public static string Optional(Request? request) => request?.Name ?? "nobody";

    [WebSocketRoute("null")]
    public static Reply? Null() => null;

    [WebSocketRoute("null/text")]
    public static Task<string?> NullText() => Task.FromResult<string?>(null);

    [WebSocketRoute("nothing", OneWay = true)]
    public void Nothing(Request request) => journal.Add("nothing " + request.Name);

    [WebSocketRoute("nothing/task", OneWay = true)]
    public async Task NothingTask(Request request)
    {
        await Task.Yield();
        journal.Add("nothing/task " + request.Name);
    }

    [WebSocketRoute("silent")]
    public void Silent(Request request) => journal.Add("silent " + request.Name);

    [WebSocketRoute("services")]
    public static string Services(IGreeter greeter, [FromServices] Scoped scoped, Scoped? body, ILogger<Journal> logger) =>
        $"{greeter.Greet()} {greeter.Scoped == scoped} {body is null} {logger is not null}";

    [WebSocketRoute("authorizer")]
    public static string Authorizer(
        [FromAuthorizer] string principalId,
        [FromAuthorizer("admin")] bool isAdmin,
        [FromAuthorizer] int? level
    ) => $"{principalId} {isAdmin} {level?.ToString(null, null) ?? "-"}";

    [WebSocketRoute("context")]
    public static string Context(MessageContext context, LambdaInvocation invocation, CancellationToken cancellationToken) =>
        string.Join(
            '|',
            context.ConnectionId,
            context.RouteKey,
            context.RequestId,
            context.ExtendedRequestId,
            context.MessageId,
            context.MessageDirection,
            context.Stage,
            context.ApiId,
            context.DomainName,
            context.ConnectedAt.ToUnixTimeMilliseconds(),
            context.RequestTime.ToString("O"),
            context.Identity.SourceIp,
            context.Identity.UserAgent ?? "-",
            context.Authorizer?.PrincipalId ?? "-",
            context.StageVariables.Count,
            Encoding.UTF8.GetString(context.Body.Span),
            invocation.AwsRequestId,
            cancellationToken.CanBeCanceled
        );

    [WebSocketRoute("keep", OneWay = true)]
    public void Keep(MessageContext context)
    {
        journal.Add(context.ConnectionId + context.Identity.SourceIp);
        journal.Kept = context;
    }

    [WebSocketRoute("checked")]
    public static int Checked(Checked value) => value.Value;

    [WebSocketRoute("refuse")]
    public static string Refuse(string body) => throw new RouteException(409, "Somebody was faster.");

    [WebSocketRoute("refuse/nobody", OneWay = true)]
    public static void RefuseNobody(string body) => throw new RouteException(409, "Somebody was faster.");

    [WebSocketRoute("fail")]
    public static string Fail(string body) => throw new InvalidOperationException("secret");

    [WebSocketRoute("large")]
    public static string Large(string body) => new('x', int.Parse(body, null));

    [WebSocketRoute("\"odd\\ key\u00fc//")]
    public static string OddKey(string body) => "odd";
}

/// <summary>Handlers of another class of the assembly, made anew for each event and disposed after it.</summary>
[RouteFilter<Stamp>]
public sealed class OtherHandlers(Journal journal) : IDisposable
{
    [WebSocketRoute("other")]
    [RouteFilter<Bracket>]
    public string Other(string body)
    {
        journal.Add("handler " + body);
        return body;
    }

    public void Dispose() => journal.Add("disposed");
}

public sealed class Stamp(Journal journal) : IRouteFilter, IAsyncDisposable
{
    public async ValueTask InvokeAsync(EventContext context, RouteHandler next)
    {
        journal.Add("stamp " + context.RouteKey);
        await next();
        journal.Add("stamped");
    }

    public ValueTask DisposeAsync()
    {
        journal.Add("stamp disposed");
        return default;
    }
}

public sealed class Bracket(Journal journal) : IRouteFilter
{
    public async ValueTask InvokeAsync(EventContext context, RouteHandler next)
    {
        journal.Add("(");
        await next();
        journal.Add(")");
    }
}

public sealed class Journal
{
    private readonly List<string> _lines = [];

    public MessageContext? Kept { get; set; }

    public IReadOnlyList<string> Lines => _lines;

    public void Add(string line)
    {
        lock (_lines)
        {
            _lines.Add(line);
        }
    }
}

public sealed class Scoped;

public interface IGreeter
{
    Scoped Scoped { get; }

    string Greet();
}

public sealed class Greeter(Scoped scoped) : IGreeter
{
    public Scoped Scoped => scoped;

    public string Greet() => "hello";
}

public sealed record Request(string Name, List<string>? Tags = null);

public sealed record Reply(string Name, int Tags);

public sealed record Checked
{
    public Checked(int value) => Value = value >= 0 ? value : throw new ArgumentException("secret rule of " + nameof(Checked));

    public int Value { get; }
}

public readonly record struct Point(int X, int Y);

public enum Level
{
    Low,
    High,
}
