using CsCheck;
using WsScaffold.Cdk.Bundling;
using WsScaffold.Cdk.Tests.Support;

namespace WsScaffold.Cdk.Tests.Bundling;

/// <summary>What a binary says that it needs.</summary>
public sealed class ElfBinaryTests
{
    [Fact]
    public void The_newest_glibc_that_is_wanted_counts() => Assert.Equal(
        new ElfBinary(ElfMachine.Arm64, "/lib/ld-linux-aarch64.so.1", new(2, 34)),
        ElfBinary.Parse(TestElf.Write(TestElf.Arm64, "/lib/ld-linux-aarch64.so.1", "GLIBC_2.17", "GLIBC_2.34", "GLIBC_2.4", "GLIBC_PRIVATE", "GCC_3.0")));

    [Fact]
    public void A_binary_that_wants_nothing_needs_nothing() =>
        Assert.Equal(new ElfBinary(ElfMachine.X64, "/lib/x", null), ElfBinary.Parse(TestElf.Write(TestElf.X64, "/lib/x")));

    [Fact]
    public void A_real_binary_is_read()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "This program is no ELF file here.");
        var own = ElfBinary.Read(System.Environment.ProcessPath!);

        Assert.Contains("/ld-", own.Interpreter, StringComparison.Ordinal);
        Assert.InRange(own.Glibc!, new Version(2, 2), new Version(2, 99));
    }

    [Fact]
    public void Whatever_is_in_a_file_it_is_read_or_refused()
    {
        var whole = TestElf.Write(TestElf.X64, "/lib64/ld-linux-x86-64.so.2", "GLIBC_2.2.5", "GLIBC_2.34");
        Gen.Select(Gen.Int[0, whole.Length - 1], Gen.Byte, Gen.Int[0, whole.Length]).Array[1, 8].Sample(
            edits =>
            {
                var elf = whole.ToArray();
                foreach (var (at, value, _) in edits)
                {
                    elf[at] = value;
                }

                try
                {
                    ElfBinary.Parse(elf.AsSpan(0, edits[0].Item3));
                }
                catch (InvalidDataException)
                {
                    // Refused.
                }
            },
            iter: 20_000);
    }
}
