using Dejima.Testing;

namespace Dejima.Conventions;

/// <summary>The shipped native program.</summary>
public class ProgramTests
{
    [Fact]
    public void It_is_one_small_native_file()
    {
        Assert.InRange(new FileInfo(Programs.Dejima).Length, 1 << 20, 30_000_000);
        Assert.Equal([0x7F, (byte)'E', (byte)'L', (byte)'F'], File.ReadAllBytes(Programs.Dejima)[..4]);
        Assert.Empty(Directory.GetFiles(Path.Combine(Programs.Root, "out"), "*.dll"));
    }

    [Fact]
    public async Task It_says_its_version()
    {
        var ran = await Running.ToEndAsync(Programs.Dejima, ["--version"]);
        Assert.Equal((0, "0.1.0\n"), (ran.ExitCode, ran.Output));
    }
}
