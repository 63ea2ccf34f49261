using System.Globalization;
using System.Xml;

namespace FanOut;

/// <summary>
/// Compares the contents of two NativeAOT binaries by assembly, from the maps that <c>-p:IlcGenerateMapFile=true</c> creates
/// (<c>artifacts/obj/…/native/*.map.xml</c>). The code of a generic type counts towards the assembly that declares the type.
/// </summary>
internal static class BinaryParts
{
    private const int Shown = 16;
    private const string NoAssembly = "metadata, frozen objects, hash tables";

    public static int Compare(string without, string with)
    {
        var (one, other) = (Read(without), Read(with));
        var rows = one.Keys.Union(other.Keys)
            .Select(name => (Name: name, Before: one.GetValueOrDefault(name), After: other.GetValueOrDefault(name)))
            .OrderByDescending(static row => row.After - row.Before).ToList();
        Console.WriteLine("| assembly | without, KB | with, KB | adds, KB |");
        Console.WriteLine("|---|---:|---:|---:|");
        foreach (var (name, before, after) in rows.Take(Shown))
        {
            Write(name, before, after);
        }

        Write($"{rows.Count - Shown} more", rows.Skip(Shown).Sum(static row => row.Before), rows.Skip(Shown).Sum(static row => row.After));
        Write("total", one.Values.Sum(), other.Values.Sum());
        return 0;
    }

    private static void Write(string name, long before, long after) => Console.WriteLine(string.Create(
        CultureInfo.InvariantCulture, $"| {name} | {before / 1e3:0} | {after / 1e3:0} | {(after - before) / 1e3:0} |"));

    private static Dictionary<string, long> Read(string map)
    {
        var assemblies = AssembliesOf(map);
        var sizes = new Dictionary<string, long>();
        using var reader = XmlReader.Create(map, new() { CheckCharacters = false });
        while (reader.Read())
        {
            if (reader.GetAttribute("Name") is { } name && reader.GetAttribute("Length") is { } length)
            {
                var part = PartOf(name, assemblies);
                sizes[part] = sizes.GetValueOrDefault(part) + long.Parse(length, CultureInfo.InvariantCulture);
            }
        }

        return sizes;
    }

    // The compiler's response file, beside the map, lists all assemblies. The names of nodes contain the names of assemblies in this
    // mangled form.
    private static List<(string Mangled, string Name)> AssembliesOf(string map) =>
    [
        .. File.ReadLines(map.Replace(".map.xml", ".ilc.rsp", StringComparison.Ordinal))
            .Select(static line => line.StartsWith("-r:", StringComparison.Ordinal) ? line[3..] : line)
            .Where(static line => line.EndsWith(".dll", StringComparison.Ordinal))
            .Select(static line => Path.GetFileNameWithoutExtension(line)).Distinct()
            .Select(static name => (name.Replace("System.Private.", "S_P_", StringComparison.Ordinal).Replace('.', '_') + "_", name))
            .OrderByDescending(static one => one.Item1.Length),
    ];

    // The first assembly in the name of the node. If two begin at the same position, the longer one.
    private static string PartOf(string node, List<(string Mangled, string Name)> assemblies)
    {
        var (part, at) = (NoAssembly, int.MaxValue);
        foreach (var (mangled, name) in assemblies)
        {
            var index = node.AsSpan(0, (int)Math.Min(node.Length, (long)at + mangled.Length)).IndexOf(mangled, StringComparison.Ordinal);
            if (index >= 0 && index < at)
            {
                (part, at) = (name, index);
            }
        }

        return part;
    }
}
