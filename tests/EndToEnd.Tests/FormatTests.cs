namespace WsScaffold.EndToEnd;

/// <summary>The fixes where there is no editor: a project with the package, full of mistakes, and the dotnet command.</summary>
public sealed class FormatTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Dotnet_format_mends_every_mistake_that_has_a_fix_and_the_project_builds()
    {
        var feed = await PackageFeed.PackAsync();
        await _folder.WriteAsync("Directory.Build.props", "<Project />");
        await _folder.WriteAsync("Shop.csproj", $"""
            <Project Sdk="Microsoft.NET.Sdk">
              <PropertyGroup>
                <OutputType>Exe</OutputType>
                <TargetFramework>net10.0</TargetFramework>
                <Nullable>enable</Nullable>
                <ImplicitUsings>enable</ImplicitUsings>
                <AllowUnsafeBlocks>true</AllowUnsafeBlocks>
                <TreatWarningsAsErrors>true</TreatWarningsAsErrors>
                <NoWarn>NU1603</NoWarn>
              </PropertyGroup>
              <ItemGroup>
                <PackageReference Include="WsScaffold" Version="{PackageFeed.Version}" />
              </ItemGroup>
            </Project>
            """);
        await _folder.WriteAsync("Program.cs", Mistakes);
        await Command.DotnetAsync(_folder.Path, feed.Environment, "restore");

        await Command.DotnetAsync(_folder.Path, feed.Environment, "format", "analyzers", "--severity", "info", "--no-restore");

        var mended = await _folder.ReadAsync("Program.cs");
        Assert.Equal(Mended, mended, ignoreLineEndingDifferences: true);
        Assert.DoesNotContain(
            "WSS",
            await Command.DotnetAsync(_folder.Path, feed.Environment, "build", "--no-restore", "--nologo"),
            StringComparison.Ordinal
        );
    }

    // Each kind of mistake that can stand beside the others: a project has one API class, which can't lack its tag and be static too.
    private const string Mistakes = """
        using System.Text.Json.Serialization;
        using WsScaffold;

        await WebSocketApp.CreateBuilder<Api>(args).Build().RunAsync();

        [WebSocketApi(RouteSelectionExpression = "$body.action", JsonContext = typeof(Bills))]
        public sealed class Api
        {
            [ConnectRoute] public static string Connect(string room) => "welcome";

            [DisconnectRoute] public static int Disconnect(MessageContext context) => 1;

            [WebSocketRoute("")] public static string Named(string body, [FromQuery] string user) => body;

            [WebSocketRoute("$price")] public static string Price(in MessageContext context) => context.ConnectionId;

            [WebSocketRoute("save")] public static async void Save(int body) => await Task.Delay(body);

            [WebSocketRoute("order")] public static int Ordered(Order order) => order.Id;

            [WebSocketRoute("count")] public static ref int Count() => ref _count;

            [WebSocketRoute("hidden")] private static void Hidden(MessageContext context) => Console.WriteLine(context.ConnectionId);

            [WebSocketRoute("log", OneWay = true)] public static string Log(string body, Clock clock) => body + Clock.Now();

            [WebSocketRoute("bill")] public static Bill Billed(Bill bill) => bill;

            [WebSocketRoute("refuse")] public static ConnectResult Refuse() => ConnectResult.Reject();

            private static int _count = 1;
        }

        public sealed class Sending(IConnections connections, IClients<IClient> clients)
        {
            [WebSocketRoute("drop")] public void Drop(MessageContext context)
            {
                connections.PostAsync(context.ConnectionId, default);
            }

            [WebSocketRoute("tell")] public async Task Tell(MessageContext context) =>
                await clients.Connection(context.ConnectionId).Said("a");

            [WebSocketRoute("block")] public string Block(MessageContext context) =>
                connections.PostAsync(context.ConnectionId, default).AsTask().Result.ToString();
        }

        public sealed class Telling(IClients<INews> news)
        {
            [WebSocketRoute("each")]
            public async Task Each(string[] ids)
            {
                foreach (var id in ids)
                {
                    await news.Connection(id).Told("a");
                }
            }
        }

        public interface INews
        {
            ValueTask Told(string text);
        }

        [JsonSerializable(typeof(Bill), GenerationMode = JsonSourceGenerationMode.Serialization)]
        public sealed partial class Bills : JsonSerializerContext;

        public sealed record Bill(int Id);

        public interface IClient
        {
            Task Said(string text);
        }

        public sealed class Order
        {
            public int Id { get; set; }

            public Amount? Total { get; set; }

            public Action? Changed { get; set; }

            public Type? Kind { get; set; }

            public unsafe int* Address { get; set; }

            [JsonInclude] private Secret? Key { get; set; }

            private sealed record Secret(int Id);
        }

        public sealed class Amount
        {
            public Amount(ref int value) => Value = value;

            public int Value { get; }
        }

        public sealed class Clock
        {
            public static string Now() => DateTime.UtcNow.ToString("O");
        }

        """;

    private const string Mended = """
        using System.Text.Json.Serialization;
        using WsScaffold;

        await WebSocketApp.CreateBuilder<Api>(args).Build().RunAsync();

        [WebSocketApi(RouteSelectionExpression = "$request.body.action", JsonContext = typeof(Bills))]
        public sealed partial class Api
        {
            [ConnectRoute]
            public static void Connect([FromQuery] string room, [FromQuery] string user)
            {
            }

            [DisconnectRoute]
            public static void Disconnect(DisconnectContext context)
            {
            }

            [WebSocketRoute("named")] public static string Named(string body) => body;

            [WebSocketRoute("price")] public static string Price(MessageContext context) => context.ConnectionId;

            [WebSocketRoute("save")] public static async Task Save(int body) => await Task.Delay(body);

            [WebSocketRoute("order")] public static int Ordered(Order order) => order.Id;

            [WebSocketRoute("count")] public static int Count() => _count;

            [WebSocketRoute("hidden")] internal static void Hidden(MessageContext context) => Console.WriteLine(context.ConnectionId);

            [WebSocketRoute("log")] public static string Log(string body, [FromServices] Clock clock) => body + Clock.Now();

            [WebSocketRoute("bill")] public static Bill Billed(Bill bill) => bill;

            [WebSocketRoute("refuse")]
            public static void Refuse()
            {
            }

            private static int _count = 1;

            [DefaultRoute]
            public static string UnknownRoute(string body) => throw new RouteException(404, "No route matches this message.");
        }

        public sealed class Sending(IConnections connections, IClients<IClient> clients)
        {
            [WebSocketRoute("drop")] public async Task Drop(MessageContext context)
            {
                await connections.PostAsync(context.ConnectionId, default);
            }

            [WebSocketRoute("tell")] public async Task Tell(MessageContext context) =>
                await clients.Connection(context.ConnectionId).Said("a");

            [WebSocketRoute("block")] public async Task<string> Block(MessageContext context) =>
                (await connections.PostAsync(context.ConnectionId, default)).ToString();
        }

        public sealed class Telling(IClients<INews> news)
        {
            [WebSocketRoute("each")]
            public async Task Each(string[] ids)
            {
                await news.Connections(ids).Told("a");
            }
        }

        public interface INews
        {
            ValueTask Told(string text);
        }

        [JsonSerializable(typeof(Bill))]
        public sealed partial class Bills : JsonSerializerContext;

        public sealed record Bill(int Id);

        public interface IClient
        {
            ValueTask Said(string text);
        }

        public sealed class Order
        {
            public int Id { get; set; }

            public Amount? Total { get; set; }

            [JsonIgnore]
            public Action? Changed { get; set; }

            [JsonIgnore]
            public Type? Kind { get; set; }

            [JsonIgnore]
            public unsafe int* Address { get; set; }

            [JsonInclude] private Secret? Key { get; set; }

            internal sealed record Secret(int Id);
        }

        public sealed class Amount
        {
            public Amount(int value) => Value = value;

            public int Value { get; }
        }

        public sealed class Clock
        {
            public static string Now() => DateTime.UtcNow.ToString("O");
        }

        """;
}
