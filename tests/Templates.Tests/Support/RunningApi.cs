using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net.WebSockets;
using System.Text;
using System.Text.RegularExpressions;

namespace WsScaffold.Templates.Tests.Support;

/// <summary><c>dotnet run</c> of a scaffolded API.</summary>
internal sealed class RunningApi : IDisposable
{
    private static readonly TimeSpan _patience = TimeSpan.FromMinutes(2);
    private readonly Process _process;

    private RunningApi(Process process, Uri url)
    {
        _process = process;
        Url = url;
    }

    public Uri Url { get; }

    public static async Task<RunningApi> StartAsync(ProcessStartInfo start)
    {
        var process = Process.Start(start)!;
        var lines = new ConcurrentQueue<string?>();
        process.ErrorDataReceived += (_, error) => lines.Enqueue(error.Data);
        process.BeginErrorReadLine();
        while (await process.StandardOutput.ReadLineAsync(TestContext.Current.CancellationToken).AsTask().WaitAsync(_patience) is { } line)
        {
            lines.Enqueue(line);
            if (Regex.Match(line, "listens on (ws://[^ ]+)") is { Success: true } match)
            {
                // What it logs from now on must not fill the pipe.
                _ = process.StandardOutput.BaseStream.CopyToAsync(Stream.Null);
                return new RunningApi(process, new Uri(match.Groups[1].Value));
            }
        }

        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        process.Dispose();
        throw new EndOfStreamException($"The API did not start:\n{string.Join('\n', lines)}");
    }

    /// <summary>Sends one message on a connection of its own.</summary>
    /// <returns>The answer.</returns>
    public async Task<string> AskAsync(string message)
    {
        using var client = new ClientWebSocket();
        using var patience = new CancellationTokenSource(_patience);
        await client.ConnectAsync(Url, patience.Token);
        await client.SendAsync(Encoding.UTF8.GetBytes(message), WebSocketMessageType.Text, endOfMessage: true, patience.Token);
        var buffer = new byte[16 * 1024];
        var received = await client.ReceiveAsync(buffer, patience.Token);
        return Encoding.UTF8.GetString(buffer, 0, received.Count);
    }

    public void Dispose()
    {
        _process.Kill(entireProcessTree: true);
        _process.Dispose();
    }
}
