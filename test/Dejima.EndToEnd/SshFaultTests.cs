using Dejima.Testing;
using Dejima.Testing.Ssh;

namespace Dejima.EndToEnd;

/// <summary>The connection breaks, the host's process dies, sshd restarts: the calculation goes on, once, and its results arrive (R-S9).</summary>
public sealed class SshFaultTests
{
    public static TheoryData<string> Sites => [SshDeployment.Gated, SshDeployment.Plain];

    [Theory]
    [MemberData(nameof(Sites))]
    public async Task A_cut_while_it_runs_is_survived(string site)
    {
        SshSite.Needed();
        await using var here = await SshSite.StartAsync();
        using var run = here.Start("run", "-s", site, "-c", "slow", "--into", "results");
        await Eventually.TrueAsync(() => run.Output.Contains("begun", StringComparison.Ordinal), "it runs");
        here.ServerOf(site).CutConnections();
        await here.ServerOf(site).RestartAsync();
        File.WriteAllText(here.Folder["site-data/go"], string.Empty);
        await AssertOnceAsync(here, await run.EndAsync());
    }

    [Theory]
    [MemberData(nameof(Sites))]
    public async Task The_host_is_killed_and_wait_brings_it_home(string site)
    {
        SshSite.Needed();
        await using var here = await SshSite.StartAsync();
        using var run = here.Start("run", "-s", site, "-c", "slow", "--into", "results");
        await Eventually.TrueAsync(() => run.Output.Contains("begun", StringComparison.Ordinal), "it runs");
        run.Kill();
        var id = run.Error.Split("calculation ")[1][..36];
        File.WriteAllText(here.Folder["site-data/go"], string.Empty);
        await AssertOnceAsync(here, await here.DejimaAsync("wait", id));
    }

    [Theory]
    [MemberData(nameof(Sites))]
    public async Task A_cut_and_a_kill_in_the_middle_of_the_upload_and_it_resumes(string site)
    {
        SshSite.Needed();
        await using var here = await SshSite.StartAsync();
        SshSite.WriteRandom(here.Folder["big.bin"], 300 << 20);
        using (var run = here.Start("run", "-s", site, "-c", "echo", "-i", "big.bin", "--into", "results"))
        {
            await PartThereAsync(here, "big.bin", 300 << 20);
            here.ServerOf(site).CutConnections();
            await PartThereAsync(here, "big.bin", 300 << 20);
            run.Kill();
            await run.EndAsync();
            var id = run.Error.Split("calculation ")[1][..36];
            var waited = await here.DejimaAsync("wait", id);
            Assert.True(waited.ExitCode == 0, waited.ToString());
        }

        Assert.True(SshSite.SameBytes(here.Folder["big.bin"], here.Folder["results/big.bin"]));
        Assert.Empty(here.Left());
    }

    [Theory]
    [MemberData(nameof(Sites))]
    public async Task A_cut_and_a_kill_in_the_middle_of_the_download_and_it_resumes(string site)
    {
        SshSite.Needed();
        await using var here = await SshSite.StartAsync();
        var started = await here.DejimaAsync("run", "-s", site, "-c", "large", "--into", "results", "--detach");
        var id = started.Output.Trim();
        using (var wait = here.Start("wait", id))
        {
            await Eventually.TrueAsync(() => Partial(here, "results") > 1 << 20 || wait.HasExited, "something has come");
            here.ServerOf(site).CutConnections();
            await Eventually.TrueAsync(() => Partial(here, "results") > 50 << 20 || wait.HasExited, "more has come");
            wait.Kill();
            await wait.EndAsync();
        }

        var again = await here.DejimaAsync("wait", id);
        Assert.True(again.ExitCode == 0, again.ToString());
        Assert.Equal(400 << 20, new FileInfo(here.Folder["results/large.bin"]).Length);
        Assert.Empty(here.Left());
        Assert.DoesNotContain(Directory.GetFileSystemEntries(here.Folder["results"]), path => Path.GetFileName(path).StartsWith(".dejima", StringComparison.Ordinal));
    }

    [Theory]
    [MemberData(nameof(Sites))]
    public async Task A_site_that_forgot_a_started_calculation_never_starts_it_again(string site)
    {
        SshSite.Needed();
        await using var here = await SshSite.StartAsync();
        var id = (await here.DejimaAsync("run", "-s", site, "-c", "slow", "--into", "results", "--detach")).Output.Trim();
        await Eventually.TrueAsync(() => File.Exists(here.Folder["site-data/starts"]), "it has started");
        // Before it goes on: at its end its supervisor would write into the folders that are being removed.
        foreach (var left in here.Left())
            Directory.Delete(left, recursive: true);
        File.WriteAllText(here.Folder["site-data/go"], string.Empty);
        var ran = await here.DejimaAsync("wait", id);
        Assert.True(ran.ExitCode == 1, ran.ToString());
        Assert.Contains("not started a second time", ran.Error, StringComparison.Ordinal);
        Assert.Equal("begun\n", File.ReadAllText(here.Folder["site-data/starts"]));
    }

    [Theory]
    [MemberData(nameof(Sites))]
    public async Task When_the_supervisor_is_killed_it_is_lost_and_not_run_twice(string site)
    {
        SshSite.Needed();
        await using var here = await SshSite.StartAsync();
        using var run = here.Start("run", "-s", site, "-c", "slow", "--into", "results");
        await Eventually.TrueAsync(() => run.Output.Contains("begun", StringComparison.Ordinal), "it runs");
        SshSite.KillSupervisors(here, site);
        var ran = await run.EndAsync();
        Assert.True(ran.ExitCode == 1, ran.ToString());
        Assert.Contains("lost", ran.Error, StringComparison.Ordinal);
        Assert.Equal("begun\n", File.ReadAllText(here.Folder["site-data/starts"]));
        Assert.Empty(here.Left());
    }

    private static async Task AssertOnceAsync(SshDeployment here, Ran ran)
    {
        Assert.True(ran.ExitCode == 0, ran.ToString());
        Assert.Equal("done\n", await File.ReadAllTextAsync(here.Folder["results/out.dat"]));
        Assert.Equal("begun\n", await File.ReadAllTextAsync(here.Folder["site-data/starts"]));
        Assert.Single(ran.Output.Split("begun")[1..]);
        Assert.Empty(here.Left());
    }

    // rsync writes under a hidden name until a file is whole.
    private static Task PartThereAsync(SshDeployment here, string name, long whole) => Eventually.TrueAsync(
        () => Directory.EnumerateFiles(here.Workspaces, "*", new EnumerationOptions { RecurseSubdirectories = true, AttributesToSkip = 0, IgnoreInaccessible = true })
            .Select(path => new FileInfo(path)).Any(file => file.Exists && file.Name.Contains(name, StringComparison.Ordinal) && file.Length is > 1 << 20 && file.Length <= whole),
        "a part of it is there");

    private static long Partial(SshDeployment here, string into) => Directory.Exists(here.Folder[into])
        ? Directory.EnumerateFiles(here.Folder[into], "*", new EnumerationOptions { RecurseSubdirectories = true, AttributesToSkip = 0 })
            .Select(path => new FileInfo(path)).Where(file => file.Exists).Sum(file => file.Length)
        : 0;
}
