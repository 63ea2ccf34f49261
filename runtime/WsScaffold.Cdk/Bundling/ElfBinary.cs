using System.Buffers.Binary;
using System.Text;

namespace WsScaffold.Cdk.Bundling;

/// <summary>
/// The requirements that a Linux binary declares. See
/// <see href="https://refspecs.linuxfoundation.org/LSB_5.0.0/LSB-Core-generic/LSB-Core-generic/symversion.html">symbol versioning</see>.
/// </summary>
/// <param name="Interpreter">The dynamic loader; <see langword="null"/> for a static binary.</param>
/// <param name="Glibc">The newest glibc version that the binary requires; <see langword="null"/> if it requires none.</param>
internal sealed record ElfBinary(ElfMachine Machine, string? Interpreter, Version? Glibc)
{
    private const int HeaderSize = 64;
    private const ushort MachineX64 = 62;
    private const ushort MachineArm64 = 183;
    private const uint SegmentInterpreter = 3;
    private const uint SectionVersionNeeds = 0x6ffffffe;
    private const string GlibcPrefix = "GLIBC_";

    private static ReadOnlySpan<byte> Magic => [0x7f, (byte)'E', (byte)'L', (byte)'F'];

    public static bool IsElf(string file)
    {
        Span<byte> start = stackalloc byte[4];
        using var stream = File.OpenRead(file);
        return stream.ReadAtLeast(start, start.Length, throwOnEndOfStream: false) == start.Length && start.SequenceEqual(Magic);
    }

    /// <exception cref="InvalidOperationException">The file is truncated, damaged or not a 64-bit ELF file.</exception>
    public static ElfBinary Read(string file)
    {
        try
        {
            return Parse(File.ReadAllBytes(file));
        }
        catch (InvalidDataException e)
        {
            throw new InvalidOperationException($"Lambda can't start '{file}': {e.Message}", e);
        }
    }

    /// <exception cref="InvalidDataException">The data is truncated, damaged or not a 64-bit ELF file.</exception>
    public static ElfBinary Parse(ReadOnlySpan<byte> elf)
    {
        // 2: 64-bit, 1: little-endian.
        if (elf.Length < HeaderSize || !elf.StartsWith(Magic) || elf[4] != 2 || elf[5] != 1)
        {
            throw new InvalidDataException(
                "it is not a 64-bit ELF file. Publish the API's project for Linux (-r linux-x64 or linux-arm64).");
        }

        try
        {
            return new(MachineOf(UInt16(elf, 18)), InterpreterOf(elf), GlibcOf(elf));
        }
        catch (Exception e) when (e is ArgumentException or OverflowException or IndexOutOfRangeException)
        {
            throw new InvalidDataException("the ELF file is damaged or truncated. Publish the API's project again.", e);
        }
    }

    private static ElfMachine MachineOf(ushort machine) => machine switch
    {
        MachineX64 => ElfMachine.X64,
        MachineArm64 => ElfMachine.Arm64,
        _ => ElfMachine.Other,
    };

    private static string? InterpreterOf(ReadOnlySpan<byte> elf)
    {
        foreach (var segment in Headers(Offset(elf, 32), UInt16(elf, 54), UInt16(elf, 56)))
        {
            if (UInt32(elf, segment) == SegmentInterpreter)
            {
                return Text(elf, Offset(elf, segment + 8));
            }
        }

        return null;
    }

    private static Version? GlibcOf(ReadOnlySpan<byte> elf)
    {
        var sections = Headers(Offset(elf, 40), UInt16(elf, 58), UInt16(elf, 60));
        Version? newest = null;
        foreach (var section in sections)
        {
            if (UInt32(elf, section + 4) != SectionVersionNeeds)
            {
                continue;
            }

            var names = Offset(elf, sections[checked((int)UInt32(elf, section + 40))] + 24);
            foreach (var version in VersionsOf(elf, Offset(elf, section + 24), checked((int)UInt32(elf, section + 44)), names))
            {
                newest = newest is null || version > newest ? version : newest;
            }
        }

        return newest;
    }

    // A list of libraries (Verneed), each with a list of the versions that are required of it (Vernaux).
    private static List<Version> VersionsOf(ReadOnlySpan<byte> elf, int need, int count, int names)
    {
        var versions = new List<Version>();
        for (; count > 0; count--)
        {
            var required = checked(need + (int)UInt32(elf, need + 8));
            for (int left = UInt16(elf, need + 2); left > 0; left--)
            {
                var name = Text(elf, checked(names + (int)UInt32(elf, required + 8)));
                if (name.StartsWith(GlibcPrefix, StringComparison.Ordinal)
                    && Version.TryParse(name.AsSpan(GlibcPrefix.Length), out var version))
                {
                    versions.Add(version);
                }

                required = Next(elf, required, UInt32(elf, required + 12), ref left);
            }

            need = Next(elf, need, UInt32(elf, need + 12), ref count);
        }

        return versions;
    }

    // Each entry holds the distance to the next one; the last holds 0.
    private static int Next(ReadOnlySpan<byte> elf, int at, uint step, ref int left)
    {
        if (step == 0)
        {
            left = 1;
            return at;
        }

        return checked(at + (int)step) is var next && next < elf.Length
            ? next
            : throw new ArgumentException("An entry is outside of the file.", nameof(step));
    }

    private static int[] Headers(int start, int size, int count) =>
        [.. Enumerable.Range(0, count).Select(index => checked(start + (size * index)))];

    private static string Text(ReadOnlySpan<byte> elf, int start)
    {
        var text = elf[start..];
        var end = text.IndexOf((byte)0);
        return Encoding.UTF8.GetString(end < 0 ? text : text[..end]);
    }

    private static int Offset(ReadOnlySpan<byte> elf, int at) => checked((int)BinaryPrimitives.ReadUInt64LittleEndian(elf[at..]));

    private static uint UInt32(ReadOnlySpan<byte> elf, int at) => BinaryPrimitives.ReadUInt32LittleEndian(elf[at..]);

    private static ushort UInt16(ReadOnlySpan<byte> elf, int at) => BinaryPrimitives.ReadUInt16LittleEndian(elf[at..]);
}
