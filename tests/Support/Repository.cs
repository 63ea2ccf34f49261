using System.Reflection;

namespace WsScaffold.Tests.Support;

/// <summary>The checkout that these tests were built from.</summary>
internal static class Repository
{
    public static string Root { get; } = Path.GetFullPath(Fact("Repository"));

    /// <summary>The version of the SDK that built the tests.</summary>
    public static string Sdk => Fact("Sdk");

    public static string PathOf(params string[] parts) => Path.Combine([Root, .. parts]);

    /// <summary>A value that the build wrote into the test assembly as <c>AssemblyMetadata</c>.</summary>
    public static string Fact(string name) => typeof(Repository).Assembly
        .GetCustomAttributes<AssemblyMetadataAttribute>()
        .Single(attribute => attribute.Key == name).Value!;
}
