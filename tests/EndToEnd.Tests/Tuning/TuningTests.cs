using System.Buffers.Binary;
using WsScaffold.EndToEnd.Support;

namespace WsScaffold.EndToEnd.Tuning;

/// <summary>The switches of the package's tuning do what they say.</summary>
public sealed class TuningTests
{
    // e_type in the header of an ELF file.
    private const ushort FixedAddress = 2;
    private const ushort PositionIndependent = 3;

    [Fact]
    public async Task A_binary_is_position_independent_unless_a_fixed_address_was_chosen()
    {
        Assert.Equal(PositionIndependent, ElfType(await PublishedApis.ChatAsync()));
        Assert.Equal(PositionIndependent, ElfType(await PublishedApis.UntunedChatAsync()));
        Assert.Equal(FixedAddress, ElfType(await PublishedApis.FixedAddressLeanAsync()));
    }

    [Fact]
    public async Task Without_tuning_the_compiler_gets_documented_options_only()
    {
        string[] undocumented = ["--method-layout", "--order", "--runtimeopt", "--substitution"];

        var tuned = await ArgumentsAsync(await PublishedApis.ChatAsync());
        var untuned = await ArgumentsAsync(await PublishedApis.UntunedChatAsync());

        Assert.All(undocumented, option => Assert.Contains(tuned, argument => argument.StartsWith(option + ':', StringComparison.Ordinal)));
        Assert.All(
            undocumented,
            option => Assert.DoesNotContain(untuned, argument => argument.StartsWith(option + ':', StringComparison.Ordinal))
        );
    }

    private static ushort ElfType(PublishedApi api)
    {
        using var file = File.OpenRead(api.Binary);
        Span<byte> header = stackalloc byte[18];
        file.ReadExactly(header);
        return BinaryPrimitives.ReadUInt16LittleEndian(header[16..]);
    }

    // The response file that the build writes for the compiler.
    private static Task<string[]> ArgumentsAsync(PublishedApi api) => File.ReadAllLinesAsync(
        Directory.GetFiles(Path.GetDirectoryName(api.Map)!, "*.ilc.rsp").Single(), TestContext.Current.CancellationToken);
}
