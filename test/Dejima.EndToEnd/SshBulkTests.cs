using System.Globalization;
using Dejima.Testing;
using Dejima.Testing.Ssh;

namespace Dejima.EndToEnd;

/// <summary>Very many files, and very large ones with holes, in both directions.</summary>
public sealed class SshBulkTests
{
    private const int Many = 10_000;
    private const long Huge = 4L << 30;

    public static TheoryData<string> Sites => [SshDeployment.Gated, SshDeployment.Plain];

    [Theory]
    [MemberData(nameof(Sites))]
    public async Task Ten_thousand_small_files_go_there_and_come_back(string site)
    {
        SshSite.Needed();
        await using var here = await SshSite.StartAsync(manyInputs: Enumerable.Range(0, Many).Select(number => Name("data", number)));
        for (var number = 0; number < Many; number++)
            here.Folder.Write(Name("in", number), number.ToString(CultureInfo.InvariantCulture));
        var ran = await here.DejimaAsync("run", "-s", site, "-c", "many", "-i", "in:data", "--into", "results");
        Assert.True(ran.ExitCode == 0, ran.ToString());
        Assert.Contains(Many.ToString(CultureInfo.InvariantCulture), ran.Output, StringComparison.Ordinal);
        for (var number = 0; number < Many; number++)
            Assert.Equal(number.ToString(CultureInfo.InvariantCulture), await File.ReadAllTextAsync(here.Folder["results/" + Name("data", number)], TestContext.Current.CancellationToken));
        Assert.Empty(here.Left());
    }

    [Theory]
    [MemberData(nameof(Sites))]
    public async Task A_file_of_4_GiB_that_is_all_hole_stays_one(string site)
    {
        SshSite.Needed();
        await using var here = await SshSite.StartAsync();
        await using (var file = File.Create(here.Folder["big.bin"]))
        {
            file.SetLength(Huge);
            file.Position = Huge / 2;
            file.WriteByte(42);
        }

        // 8 GiB pass two ciphers.
        using var run = here.Start("run", "-s", site, "-c", "echo", "-i", "big.bin", "--into", "results");
        var ran = await run.EndAsync(TimeSpan.FromMinutes(10));
        Assert.True(ran.ExitCode == 0, ran.ToString());
        var back = here.Folder["results/big.bin"];
        Assert.Equal(Huge, new FileInfo(back).Length);
        await using (var file = File.OpenRead(back))
        {
            file.Position = Huge / 2;
            Assert.Equal(42, file.ReadByte());
        }

        var kilobytes = (await Running.ToEndAsync("du", ["-k", back])).Output.Split('\t')[0];
        Assert.True(int.Parse(kilobytes, CultureInfo.InvariantCulture) < 10_000, $"{kilobytes} KiB of the disk are taken");
        Assert.Empty(here.Left());
    }

    private static string Name(string folder, int number) => string.Create(CultureInfo.InvariantCulture, $"{folder}/{number % 100:00}/{number}.dat");
}
