using Dejima.Testing;

namespace Dejima.EndToEnd;

/// <summary>A full disk at each of the three ends: a clear error, nothing lost, and all is well once there is room.</summary>
public class DiskFullTests
{
    private const int MiB = 1 << 20;
    private const string NeedsRoot = "mounting a small file system needs root";

    [Fact]
    public async Task At_the_broker()
    {
        Assert.SkipUnless(SmallDisk.Possible, NeedsRoot);
        SmallDisk? disk = null;
        await using var here = await Deployment.StartAsync(folder =>
        {
            disk = SmallDisk.Mount(folder["broker-data"], 16);
            return SolverSite.Setup(folder);
        });
        using var mounted = disk!;
        File.WriteAllBytes(here.Folder["in.bin"], new byte[24 * MiB]);
        string[] run = ["run", "-s", Deployment.Site, "-c", "big", "-i", "in.bin", "-o", "out.bin", "--into", "out"];
        var full = await here.DejimaAsync(run);
        Assert.True(full.ExitCode == 69, full.ToString());
        Assert.Contains("room", full.Error, StringComparison.Ordinal);
        mounted.Grow(128);
        var roomy = await here.DejimaAsync(run);
        Assert.True(roomy.ExitCode == 0, roomy.ToString());
        Assert.Equal(24 * MiB, new FileInfo(here.Folder["out/out.bin"]).Length);
    }

    [Fact]
    public async Task At_the_site()
    {
        Assert.SkipUnless(SmallDisk.Possible, NeedsRoot);
        SmallDisk? disk = null;
        await using var here = await Deployment.StartAsync(folder =>
        {
            disk = SmallDisk.Mount(folder["workspaces"], 8);
            return SolverSite.Setup(folder);
        });
        using var mounted = disk!;
        File.WriteAllBytes(here.Folder["in.bin"], new byte[24 * MiB]);
        string[] run = ["run", "-s", Deployment.Site, "-c", "big", "-i", "in.bin", "-o", "out.bin", "--into", "out"];
        using var waiting = here.Start(run);
        await Eventually.TrueAsync(() => waiting.Error.Contains("no room", StringComparison.Ordinal), "it waits for room");
        Assert.Empty(Directory.GetDirectories(here.Workspaces));
        mounted.Grow(128);
        var ended = await waiting.EndAsync();
        Assert.True(ended.ExitCode == 0, ended.ToString());
        Assert.Equal(24 * MiB, new FileInfo(here.Folder["out/out.bin"]).Length);
    }

    [Fact]
    public async Task At_the_host()
    {
        Assert.SkipUnless(SmallDisk.Possible, NeedsRoot);
        await using var here = await Deployment.StartAsync(SolverSite.Setup);
        using var disk = SmallDisk.Mount(here.Folder["small"], 4);
        File.WriteAllBytes(here.Folder["in.bin"], new byte[24 * MiB]);
        var full = await here.DejimaAsync(
            "run", "-s", Deployment.Site, "-c", "big", "-i", "in.bin", "-o", "out.bin", "--into", "small");
        Assert.True(full.ExitCode == 74, full.ToString());
        Assert.Contains("dejima wait", full.Error, StringComparison.Ordinal);
        var id = full.Error.Split('\n').First(line => line.Contains("calculation ", StringComparison.Ordinal)).Split(' ')[^1];
        disk.Grow(64);
        Assert.Equal(0, (await here.DejimaAsync("wait", id)).ExitCode);
        Assert.Equal(24 * MiB, new FileInfo(here.Folder["small/out.bin"]).Length);
    }
}
