using System.Globalization;

namespace WsScaffold.Gateway.Hosting;

/// <summary>
/// What the command line says about the gateway: <c>dotnet run -- --port 5081 --stage=dev --runtime-api-port 9001</c>. It
/// wins over what the code says; every other argument is the app's own.
/// </summary>
internal static class GatewayArguments
{
    private const string Port = "--port";
    private const string Stage = "--stage";
    private const string RuntimeApiPort = "--runtime-api-port";

    /// <summary>How to choose another port, in a message.</summary>
    /// <param name="option">The property of <see cref="LocalGatewayOptions"/>.</param>
    public static string ToChoose(string option) =>
        $"{(option == nameof(LocalGatewayOptions.RuntimeApiPort) ? RuntimeApiPort : Port)} 5081 on the command line, or {nameof(LocalGatewayOptions)}.{option}";

    public static void Apply(IReadOnlyList<string> arguments, LocalGatewayOptions options)
    {
        if (Value(arguments, Port) is { } port)
        {
            options.Port = ParsePort(Port, port);
        }

        if (Value(arguments, Stage) is { } stage)
        {
            options.Stage = stage;
        }

        if (Value(arguments, RuntimeApiPort) is { } runtimeApiPort)
        {
            options.RuntimeApiPort = ParsePort(RuntimeApiPort, runtimeApiPort);
        }
    }

    private static string? Value(IReadOnlyList<string> arguments, string name)
    {
        for (var i = 0; i < arguments.Count; i++)
        {
            if (arguments[i].StartsWith(name + "=", StringComparison.Ordinal))
            {
                return arguments[i][(name.Length + 1)..];
            }

            if (arguments[i] == name)
            {
                return i + 1 < arguments.Count
                    ? arguments[i + 1]
                    : throw new ArgumentException($"{name} needs a value after it, for example {name} {(name == Stage ? "dev" : "5081")}.");
            }
        }

        return null;
    }

    private static int ParsePort(string name, string value) =>
        int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var port)
            ? port
            : throw new ArgumentException($"{name} is '{value}': use a number from 1 to 65535, or 0 for any port that is free.");
}
