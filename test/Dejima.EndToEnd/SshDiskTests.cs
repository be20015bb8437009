using Dejima.Testing;
using Dejima.Testing.Ssh;

namespace Dejima.EndToEnd;

/// <summary>No room at the site or at the host, no rsync at the site: said clearly, nothing lost, and well once it is mended.</summary>
public sealed class SshDiskTests
{
    private const int MiB = 1 << 20;

    public static TheoryData<string> Sites => [SshDeployment.Gated, SshDeployment.Plain];

    [Theory]
    [MemberData(nameof(Sites))]
    public async Task A_full_disk_at_the_site_is_said_and_nothing_is_left(string site)
    {
        SshSite.Needed();
        await using var here = await SshSite.StartAsync();
        using var disk = SmallDisk.Mount(here.Workspaces, 8, "1777");
        SshSite.WriteRandom(here.Folder["big.bin"], 24 * MiB);
        string[] run = ["run", "-s", site, "-c", "echo", "-i", "big.bin", "--into", "results"];
        var full = await here.DejimaAsync(run);
        Assert.True(full.ExitCode == 69, full.ToString());
        Assert.Matches("full|room", full.Error);
        Assert.Empty(here.Left());
        disk.Grow(128);
        var roomy = await here.DejimaAsync(run);
        Assert.True(roomy.ExitCode == 0, roomy.ToString());
        Assert.True(SshSite.SameBytes(here.Folder["big.bin"], here.Folder["results/big.bin"]));
    }

    [Theory]
    [MemberData(nameof(Sites))]
    public async Task A_disk_at_the_site_that_the_program_fills_is_the_programs_failure_and_its_files_come_back(string site)
    {
        SshSite.Needed();
        await using var here = await SshSite.StartAsync();
        using var disk = SmallDisk.Mount(here.Workspaces, 64, "1777");
        var ran = await here.DejimaAsync("run", "-s", site, "-c", "large", "--into", "results");
        Assert.True(ran.ExitCode == 1, ran.ToString());
        Assert.DoesNotContain("lost", ran.Error, StringComparison.Ordinal);
        Assert.True(new FileInfo(here.Folder["results/large.bin"]).Length > MiB);
        Assert.Empty(here.Left());
    }

    [Theory]
    [MemberData(nameof(Sites))]
    public async Task A_full_disk_at_the_host_leaves_the_results_at_the_site_until_there_is_room(string site)
    {
        SshSite.Needed();
        await using var here = await SshSite.StartAsync();
        using var disk = SmallDisk.Mount(here.Folder["small"], 4);
        SshSite.WriteRandom(here.Folder["big.bin"], 24 * MiB);
        var full = await here.DejimaAsync("run", "-s", site, "-c", "echo", "-i", "big.bin", "--into", "small");
        Assert.True(full.ExitCode == 74, full.ToString());
        Assert.Contains("dejima wait", full.Error, StringComparison.Ordinal);
        var id = full.Error.Split("calculation ")[1][..36];
        disk.Grow(64);
        var again = await here.DejimaAsync("wait", id);
        Assert.True(again.ExitCode == 0, again.ToString());
        Assert.True(SshSite.SameBytes(here.Folder["big.bin"], here.Folder["small/big.bin"]));
        Assert.Empty(here.Left());
    }

    [Theory]
    [MemberData(nameof(Sites))]
    public async Task A_site_without_rsync_is_told_so(string site)
    {
        SshSite.Needed();
        // The site sees a file that is no program in rsync's place; the host, which is the same machine, does not.
        await using var here = await SshSite.StartAsync(new SshServerOptions
        {
            Account = SshAccount.With("dash"),
            Before = ["/usr/bin/unshare", "--mount", "/bin/sh", "-c", "mount --bind /etc/passwd /usr/bin/rsync && exec \"$0\" \"$@\""],
        });
        here.Folder.Write("in.dat", "1");
        var ran = await here.DejimaAsync("run", "-s", site, "-c", "echo", "-i", "in.dat", "--into", "results");
        Assert.True(ran.ExitCode == 78, ran.ToString());
        Assert.Contains("has no rsync", ran.Error, StringComparison.Ordinal);
        Assert.Empty(here.Left());
    }
}
