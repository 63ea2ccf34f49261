using System.Globalization;

namespace WsScaffold.Gateway.Hosting;

/// <summary>
/// Reads the gateway's options from the command line: <c>dotnet run -- --port 5081 --stage=dev --runtime-api-port 9001</c>. They
/// override the options that the code sets. All other arguments are left to the program.
/// </summary>
internal static class GatewayArguments
{
    private const string Port = "--port";
    private const string Stage = "--stage";
    private const string RuntimeApiPort = "--runtime-api-port";

    /// <summary>Describes how to set <see cref="LocalGatewayOptions.Port"/>, for error messages.</summary>
    public const string PortOption =
        $"{Port} 5081 on the command line or {nameof(LocalGatewayOptions)}.{nameof(LocalGatewayOptions.Port)}";

    /// <summary>Describes how to set <see cref="LocalGatewayOptions.RuntimeApiPort"/>, for error messages.</summary>
    public const string RuntimeApiPortOption =
        $"{RuntimeApiPort} 5081 on the command line or {nameof(LocalGatewayOptions)}.{nameof(LocalGatewayOptions.RuntimeApiPort)}";

    /// <summary>Sets the options that the command line contains.</summary>
    /// <exception cref="ArgumentException">An argument has no value or an invalid one.</exception>
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
                    : throw new ArgumentException($"{name} has no value. Use, for example, {name} {(name == Stage ? "dev" : "5081")}.");
            }
        }

        return null;
    }

    private static int ParsePort(string name, string value) =>
        int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var port)
            ? port
            : throw new ArgumentException($"{name} is '{value}': use a number from 1 to 65535, or 0 for any free port.");
}
