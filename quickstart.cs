// dotnet run quickstart.cs              creates a chat API from the template, shows a conversation and stays up for you to try it
// dotnet run quickstart.cs -- --once    the same, but ends after the conversation; fails if a step failed or a line differs
//   --packages FOLDER                   uses the packages in FOLDER instead of packing the checkout
#:property PublishAot=false
#:property GenerateDocumentationFile=false
#:property EnforceCodeStyleInBuild=false

using System.Diagnostics;
using System.Net.WebSockets;
using System.Security;
using System.Text;
using System.Text.RegularExpressions;

var once = args.Contains("--once");
var repository = Path.GetDirectoryName((string)AppContext.GetData("EntryPointFilePath")!)!;
var work = Path.Combine(repository, "artifacts", "quickstart");
var given = args.SkipWhile(static argument => argument != "--packages").Skip(1).FirstOrDefault();
var feed = given is null ? Path.Combine(work, "feed") : Path.GetFullPath(given);
var hive = Path.Combine(work, "hive");
var solution = Path.Combine(work, "Chat");
var project = Path.Combine(solution, "src", "Chat.Api");

// That of the packages in the folder, else one that no package cache contains.
const string Templates = "WsScaffold.Templates.";
var version = given is null
    ? $"0.0.0-quickstart.{DateTime.UtcNow:yyyyMMddHHmmss}"
    : Path.GetFileNameWithoutExtension(Directory.GetFiles(feed, Templates + "*.nupkg").Single())[Templates.Length..];

PrepareFolder();
if (
    (
        given is null
        && !await Step("Packing WsScaffold", "pack", "pack", ".ci/pack.proj", "-c", "Release", "-o", feed, $"-p:PackageVersion={version}")
    )
    || !await Step(
        "Installing the template, in a hive of its own",
        "install",
        "new",
        "install",
        Path.Combine(feed, $"{Templates}{version}.nupkg"),
        "--debug:custom-hive",
        hive
    )
    || !await Step(
        "dotnet new wsapi -n Chat",
        "new",
        "new",
        "wsapi",
        "-n",
        "Chat",
        "-o",
        solution,
        "--no-restore",
        "--debug:custom-hive",
        hive
    )
    || !await Step("dotnet build", "build", "build", solution)
)
{
    return 1;
}

using var api = Start(solution, "run", "--no-build", "--no-launch-profile", "--project", project, "--", "--port", once ? "0" : "5080");
AppDomain.CurrentDomain.ProcessExit += (_, _) => Stop(api);
Console.CancelKeyPress += (_, _) => Stop(api);
api.ErrorDataReceived += (_, line) => Console.Error.WriteLine(line.Data);
api.BeginErrorReadLine();
Uri? url = null;
var differences = 0;
try
{
    url = await UrlOf(api);
    if (url is null)
    {
        return 1;
    }

    Console.WriteLine($"ChatApi is up at {url}. Ann and Bob talk:");
    Console.WriteLine();
    await Converse();
    Console.WriteLine();
    Console.WriteLine(differences == 0 ? "Every line was as expected." : $"{differences} lines were not as expected.");
    if (!once)
    {
        Console.WriteLine($"It stays up. In another terminal:  npx wscat -c {url}");
        Console.WriteLine($"The code:                          {Path.GetRelativePath(Environment.CurrentDirectory, project)}");
        Console.WriteLine($"Its tests:                         dotnet test {Path.GetRelativePath(Environment.CurrentDirectory, solution)}");
        Console.WriteLine("Ctrl+C stops it.");
        await api.WaitForExitAsync();
    }

    return differences == 0 ? 0 : 1;
}
catch (Exception exception) when (exception is WebSocketException or OperationCanceledException)
{
    Console.Error.WriteLine($"The conversation broke off: {exception.Message}");
    return 1;
}
finally
{
    Stop(api);
}

async Task Converse()
{
    using var ann = await Connect();
    using var bob = await Connect();

    await Say(ann, "Ann", """{"action":"join","room":"lobby","name":"Ann","id":1}""");
    await Hear(ann, "Ann", """{"type":"join","id":1,"data":{"room":"lobby"}}""");

    await Say(bob, "Bob", """{"action":"join","room":"lobby","name":"Bob","id":1}""");
    await Hear(bob, "Bob", """{"type":"join","id":1,"data":{"room":"lobby"}}""");
    await Hear(ann, "Ann", """{"type":"memberJoined","data":{"room":"lobby","name":"Bob"}}""");

    await Say(ann, "Ann", """{"action":"sendMessage","room":"lobby","name":"Ann","text":"Hello, Bob!","id":2}""");
    await Hear(bob, "Bob", """{"type":"messageReceived","data":{"room":"lobby","from":"Ann","text":"Hello, Bob!","sentAt":"*"}}""");
    await Hear(ann, "Ann", """{"type":"sendMessage","id":2,"data":{"delivered":1}}""");

    await Say(bob, "Bob", """{"action":"sendMessage","room":"attic","name":"Bob","text":"Anybody here?","id":3}""");
    await Hear(bob, "Bob", """{"message":"Join the room first.","connectionId":"*","requestId":"*","status":403,"id":3}""");

    await Say(bob, "Bob", """{"action":"sendMessage","room":"lobby","name":"Bob","id":4}""");
    await Hear(
        bob,
        "Bob",
        """{"message":"Bad request body","connectionId":"*","requestId":"*","id":4,"errors":[{"path":"$.text","message":"is required"}]}"""
    );

    await Say(bob, "Bob", "Is this thing on?");
    await Hear(bob, "Bob", "Is this thing on?");

    await ann.CloseAsync(WebSocketCloseStatus.NormalClosure, "bye", CancellationToken.None);
    await bob.CloseAsync(WebSocketCloseStatus.NormalClosure, "bye", CancellationToken.None);
}

// What an earlier run left goes. The folder shuts out the repository's own build files, and knows where the packages are.
void PrepareFolder()
{
    if (Directory.Exists(work))
    {
        Directory.Delete(work, recursive: true);
    }

    Directory.CreateDirectory(Path.Combine(work, "logs"));
    File.WriteAllText(Path.Combine(work, "Directory.Build.targets"), "<Project />");
    var cache = Environment.GetEnvironmentVariable("NUGET_PACKAGES") is { Length: > 0 } packages
        ? packages
        : Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".nuget", "packages");
    File.WriteAllText(Path.Combine(work, "nuget.config"), $"""
        <configuration>
          <config><add key="globalPackagesFolder" value="packages" /></config>
          <packageSources><add key="quickstart" value="{SecurityElement.Escape(feed)}" /></packageSources>
          <fallbackPackageFolders><add key="cache" value="{SecurityElement.Escape(cache)}" /></fallbackPackageFolders>
        </configuration>
        """);
}

// Runs dotnet with the arguments, and keeps what it prints in a log.
async Task<bool> Step(string what, string log, params string[] arguments)
{
    Console.Write($"{what}... ");
    var started = Stopwatch.GetTimestamp();
    var path = Path.Combine(work, "logs", $"{log}.log");
    using var process = Start(repository, arguments);
    var errors = process.StandardError.ReadToEndAsync();
    await using (var file = File.Create(path))
    {
        await process.StandardOutput.BaseStream.CopyToAsync(file);
        await file.WriteAsync(Encoding.UTF8.GetBytes(await errors));
    }

    await process.WaitForExitAsync();
    Console.WriteLine(process.ExitCode == 0 ? $"{Stopwatch.GetElapsedTime(started).TotalSeconds:0} s" : "failed");
    if (process.ExitCode == 0)
    {
        return true;
    }

    Console.Error.WriteLine(
        string.Join(
            Environment.NewLine,
            File.ReadLines(path).Where(line => line.Contains("error", StringComparison.OrdinalIgnoreCase)).Distinct().Take(10)
        )
    );
    Console.Error.WriteLine($"The command was: dotnet {string.Join(' ', arguments)}");
    Console.Error.WriteLine($"All that it said: {path}");
    return false;
}

Process Start(string folder, params string[] arguments) => Process.Start(new ProcessStartInfo("dotnet", arguments)
{
    RedirectStandardOutput = true,
    RedirectStandardError = true,
    WorkingDirectory = folder,
    Environment = { ["DOTNET_NOLOGO"] = "1", ["MSBUILDDISABLENODEREUSE"] = "1" },
})!;

async Task<Uri?> UrlOf(Process process)
{
    while (await process.StandardOutput.ReadLineAsync() is { } line)
    {
        if (Regex.Match(line, "listens on (ws://[^ ]+)") is { Success: true } match)
        {
            // What it logs from now on would only stand between the lines of the conversation.
            _ = process.StandardOutput.BaseStream.CopyToAsync(Stream.Null);
            return new Uri(match.Groups[1].Value);
        }

        Console.WriteLine(line);
    }

    Console.Error.WriteLine("The API did not start; what it said stands above.");
    return null;
}

async Task<ClientWebSocket> Connect()
{
    var client = new ClientWebSocket();
    await client.ConnectAsync(url!, CancellationToken.None);
    return client;
}

async Task Say(ClientWebSocket client, string name, string text)
{
    Console.WriteLine($"  {name} > {text}");
    await client.SendAsync(Encoding.UTF8.GetBytes(text), WebSocketMessageType.Text, endOfMessage: true, CancellationToken.None);
}

async Task Hear(ClientWebSocket client, string name, string expected)
{
    var text = await Receive(client);
    Console.WriteLine($"  {name} < {text ?? "(nothing)"}");
    if (text is null || Regex.Replace(text, "\"(sentAt|connectionId|requestId)\":\"[^\"]*\"", "\"$1\":\"*\"") != expected)
    {
        differences++;
        Console.WriteLine($"        expected {expected}");
    }
}

// Null when nothing comes, or the end of the connection. What waited in vain has aborted it: later lines find nothing at once.
async Task<string?> Receive(ClientWebSocket client)
{
    using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(30));
    var buffer = new byte[16 * 1024];
    try
    {
        var received = await client.ReceiveAsync(buffer, patience.Token);
        return received.MessageType == WebSocketMessageType.Close ? null : Encoding.UTF8.GetString(buffer, 0, received.Count);
    }
    catch (Exception exception) when (exception is OperationCanceledException or WebSocketException)
    {
        return null;
    }
}

static void Stop(Process process)
{
    try
    {
        process.Kill(entireProcessTree: true);
    }
    catch (InvalidOperationException)
    {
        // It has ended by itself.
    }
}
