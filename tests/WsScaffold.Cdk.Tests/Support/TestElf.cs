using System.Buffers.Binary;
using System.Text;

namespace WsScaffold.Cdk.Tests.Support;

/// <summary>Writes ELF files that declare requirements and contain no code.</summary>
internal static class TestElf
{
    public const ushort X64 = 62;
    public const ushort Arm64 = 183;
    private const int HeaderSize = 64;
    private const int SegmentSize = 56;
    private const int SectionSize = 64;
    private const int EntrySize = 16;

    /// <summary>One segment (the interpreter) and three sections: empty, the version requirements of a library, their names.</summary>
    public static byte[] Write(ushort machine, string interpreter, params string[] versions)
    {
        var names = Encoding.ASCII.GetBytes($"\0libc.so.6\0{string.Concat(versions.Select(version => version + "\0"))}");
        var loader = Encoding.ASCII.GetBytes(interpreter + "\0");
        var loaderAt = HeaderSize + SegmentSize;
        var needsAt = loaderAt + loader.Length;
        var namesAt = needsAt + (EntrySize * (1 + versions.Length));
        var sectionsAt = namesAt + names.Length;
        var elf = new byte[sectionsAt + (3 * SectionSize)];
        new byte[] { 0x7f, (byte)'E', (byte)'L', (byte)'F', 2, 1, 1 }.CopyTo(elf, 0);
        UInt16(elf, 18, machine);
        UInt64(elf, 32, HeaderSize);
        UInt64(elf, 40, sectionsAt);
        UInt16(elf, 54, SegmentSize);
        UInt16(elf, 56, 1);
        UInt16(elf, 58, SectionSize);
        UInt16(elf, 60, 3);

        UInt32(elf, HeaderSize, 3);
        UInt64(elf, HeaderSize + 8, loaderAt);
        loader.CopyTo(elf, loaderAt);

        UInt16(elf, needsAt, 1);
        UInt16(elf, needsAt + 2, (ushort)versions.Length);
        UInt32(elf, needsAt + 4, 1);
        UInt32(elf, needsAt + 8, EntrySize);
        var name = "\0libc.so.6\0".Length;
        for (var i = 0; i < versions.Length; i++)
        {
            var at = needsAt + (EntrySize * (1 + i));
            UInt32(elf, at + 8, (uint)name);
            UInt32(elf, at + 12, i == versions.Length - 1 ? 0u : EntrySize);
            name += versions[i].Length + 1;
        }

        names.CopyTo(elf, namesAt);
        Section(elf, sectionsAt + SectionSize, 0x6ffffffe, needsAt, link: 2, info: 1);
        Section(elf, sectionsAt + (2 * SectionSize), 3, namesAt, link: 0, info: 0);
        return elf;
    }

    private static void Section(byte[] elf, int at, uint type, int offset, uint link, uint info)
    {
        UInt32(elf, at + 4, type);
        UInt64(elf, at + 24, offset);
        UInt32(elf, at + 40, link);
        UInt32(elf, at + 44, info);
    }

    private static void UInt16(byte[] elf, int at, ushort value) => BinaryPrimitives.WriteUInt16LittleEndian(elf.AsSpan(at), value);

    private static void UInt32(byte[] elf, int at, uint value) => BinaryPrimitives.WriteUInt32LittleEndian(elf.AsSpan(at), value);

    private static void UInt64(byte[] elf, int at, int value) => BinaryPrimitives.WriteUInt64LittleEndian(elf.AsSpan(at), (ulong)value);
}
