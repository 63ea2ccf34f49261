// dotnet run quickstart.cs              builds the Chat sample, shows a conversation, stays up for you to try
// dotnet run quickstart.cs -- --once    the same, ends after the conversation; not 0 if any line differed
#:property PublishAot=false
#:property GenerateDocumentationFile=false
#:property EnforceCodeStyleInBuild=false

using System.Diagnostics;
using System.Net.WebSockets;
using System.Text;
using System.Text.RegularExpressions;

var once = args.Contains("--once");
var repository = Path.GetDirectoryName((string)AppContext.GetData("EntryPointFilePath")!)!;

// The project to show. Once there is a template, this is where it is scaffolded.
var project = Path.Combine(repository, "samples", "Chat", "Chat.Api");

Console.WriteLine("Building the Chat sample...");
using (var build = Start("build", project, "--nologo", "-v", "quiet"))
{
    var output = await build.StandardOutput.ReadToEndAsync();
    await build.WaitForExitAsync();
    if (build.ExitCode != 0)
    {
        Console.Error.WriteLine(output);
        return build.ExitCode;
    }
}

using var api = Start("run", "--no-build", "--project", project, "--", "--port", once ? "0" : "5080");
AppDomain.CurrentDomain.ProcessExit += (_, _) => Stop(api);
Console.CancelKeyPress += (_, _) => Stop(api);
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
        Console.WriteLine($"It stays up. In another terminal:  npx wscat -c \"{url}?name=You\"");
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
    using var ann = await Connect("Ann");
    using var bob = await Connect("Bob");

    await Say(ann, "Ann", """{"action":"join","room":"lobby","id":1}""");
    await Hear(ann, "Ann", """{"type":"join","id":1,"data":{"room":"lobby","members":1}}""");

    await Say(bob, "Bob", """{"action":"join","room":"lobby","id":1}""");
    await Hear(bob, "Bob", """{"type":"join","id":1,"data":{"room":"lobby","members":2}}""");
    await Hear(ann, "Ann", """{"type":"memberJoined","data":{"room":"lobby","name":"Bob"}}""");

    await Say(ann, "Ann", """{"action":"sendMessage","room":"lobby","text":"Hello, Bob!","id":2}""");
    await Hear(bob, "Bob", """{"type":"messageReceived","data":{"room":"lobby","from":"Ann","text":"Hello, Bob!","sentAt":"*"}}""");
    await Hear(ann, "Ann", """{"type":"sendMessage","id":2,"data":{"delivered":1}}""");

    await Say(bob, "Bob", """{"action":"sendMessage","room":"attic","text":"Anybody here?","id":3}""");
    await Hear(bob, "Bob", """{"message":"Join the room first.","connectionId":"*","requestId":"*","status":403,"id":3}""");

    await Say(bob, "Bob", """{"action":"sendMessage","room":"lobby","id":4}""");
    await Hear(bob, "Bob", """{"message":"Bad request body","connectionId":"*","requestId":"*","id":4,"errors":[{"path":"$.text","message":"is required"}]}""");

    await Say(bob, "Bob", "Is this thing on?");
    await Hear(bob, "Bob", "Is this thing on?");

    await ann.CloseAsync(WebSocketCloseStatus.NormalClosure, "bye", CancellationToken.None);
    await bob.CloseAsync(WebSocketCloseStatus.NormalClosure, "bye", CancellationToken.None);
}

Process Start(params string[] arguments) => Process.Start(new ProcessStartInfo("dotnet", arguments)
{
    RedirectStandardOutput = true,
    WorkingDirectory = repository,
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

async Task<ClientWebSocket> Connect(string name)
{
    var client = new ClientWebSocket();
    await client.ConnectAsync(new Uri($"{url}?name={name}"), CancellationToken.None);
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
