using CsCheck;
using WsScaffold.Cdk.Bundling;
using WsScaffold.Cdk.Tests.Support;

namespace WsScaffold.Cdk.Tests.Bundling;

/// <summary>The requirements read from a binary.</summary>
public sealed class ElfBinaryTests
{
    [Fact]
    public void The_newest_required_glibc_is_read() => Assert.Equal(
        new ElfBinary(ElfMachine.Arm64, "/lib/ld-linux-aarch64.so.1", new(2, 34)),
        ElfBinary.Parse(TestElf.Write(
            TestElf.Arm64, "/lib/ld-linux-aarch64.so.1", "GLIBC_2.17", "GLIBC_2.34", "GLIBC_2.4", "GLIBC_PRIVATE", "GCC_3.0")));

    [Fact]
    public void A_binary_without_version_requirements_needs_no_glibc() =>
        Assert.Equal(new ElfBinary(ElfMachine.X64, "/lib/x", null), ElfBinary.Parse(TestElf.Write(TestElf.X64, "/lib/x")));

    [Fact]
    public void A_real_binary_is_read()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "On this system, the test host is not an ELF file.");
        var own = ElfBinary.Read(System.Environment.ProcessPath!);

        Assert.Contains("/ld-", own.Interpreter, StringComparison.Ordinal);
        Assert.InRange(own.Glibc!, new Version(2, 2), new Version(2, 99));
    }

    [Fact]
    public void A_damaged_file_is_read_or_rejected_with_InvalidDataException()
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
                    // Rejected.
                }
            },
            iter: 20_000);
    }
}
