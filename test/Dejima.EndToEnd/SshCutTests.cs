using Dejima.Testing;
using Dejima.Testing.Ssh;

namespace Dejima.EndToEnd;

/// <summary>The connection is cut at every step, again and again; sshd restarts; packets are lost while results come.</summary>
public sealed class SshCutTests
{
    public static TheoryData<string> Sites => [SshDeployment.Gated, SshDeployment.Plain];

    public static TheoryData<string, string, int> Steps => new(
        from cut in new[] { "the site's end is killed", "the host's ssh is killed", "sshd restarts" }
        from site in new[] { SshDeployment.Gated, SshDeployment.Plain }
        from step in Enumerable.Range(0, 12)
        select (cut, site, step * 60));

    // A whole small calculation takes half a second or two here: these moments are before, in and after each of its steps.
    [Theory]
    [MemberData(nameof(Steps))]
    public async Task A_cut_at_any_moment_changes_nothing(string cut, string site, int milliseconds)
    {
        SshSite.Needed();
        await using var here = await SshSite.StartAsync();
        here.Folder.Write("in.dat", "input");
        File.WriteAllText(here.Folder["site-data/go"], string.Empty);
        using var run = here.Start("run", "-s", site, "-c", "slow", "--into", "results");
        await Eventually.TrueAsync(() => here.ServerOf(site).Connections > 0 || run.HasExited, "it connects");
        await Task.Delay(milliseconds, TestContext.Current.CancellationToken);
        if (cut == "sshd restarts")
            await here.ServerOf(site).RestartAsync();
        else if (cut == "the host's ssh is killed")
            Daemons.KillClientsBelow(run.Pid);
        else
            here.ServerOf(site).CutConnections();
        await AssertOnceAsync(here, await run.EndAsync());
    }

    [Theory]
    [MemberData(nameof(Sites))]
    public async Task Cut_again_and_again_it_still_comes_home_once(string site)
    {
        SshSite.Needed();
        await using var here = await SshSite.StartAsync();
        SshSite.WriteRandom(here.Folder["big.bin"], 30 << 20);
        using var run = here.Start("run", "-s", site, "-c", "echo", "-i", "big.bin", "--into", "results");
        var moments = new Random(3);
        for (var cut = 0; cut < 8 && !run.HasExited; cut++)
        {
            await Task.Delay(moments.Next(300, 1500), TestContext.Current.CancellationToken);
            here.ServerOf(site).CutConnections();
        }

        var ran = await run.EndAsync();
        Assert.True(ran.ExitCode == 0, ran.ToString());
        Assert.True(SshSite.SameBytes(here.Folder["big.bin"], here.Folder["results/big.bin"]));
        Assert.Empty(here.Left());
    }

    [Theory]
    [MemberData(nameof(Sites))]
    public async Task The_hosts_process_killed_at_any_moment_is_continued_by_wait(string site)
    {
        SshSite.Needed();
        await using var here = await SshSite.StartAsync();
        File.WriteAllText(here.Folder["site-data/go"], string.Empty);
        foreach (var milliseconds in new[] { 50, 150, 250, 330, 400, 450, 500, 600 })
        {
            File.Delete(here.Folder["site-data/starts"]);
            using var run = here.Start("run", "-s", site, "-c", "slow", "--into", $"results-{milliseconds}");
            await Eventually.TrueAsync(() => run.Error.Contains("calculation ", StringComparison.Ordinal), "it has an id");
            await Task.Delay(milliseconds, TestContext.Current.CancellationToken);
            run.Kill();
            await run.EndAsync();
            var waited = await here.DejimaAsync("wait", run.Error.Split("calculation ")[1][..36]);
            Assert.True(waited.ExitCode == 0, waited.ToString());
            Assert.Equal("begun\n", File.ReadAllText(here.Folder["site-data/starts"]));
            Assert.Equal("done\n", File.ReadAllText(here.Folder[$"results-{milliseconds}/out.dat"]));
            Assert.Empty(here.Left());
        }
    }

    [Theory]
    [MemberData(nameof(Sites))]
    public async Task A_restart_of_sshd_while_files_move_is_survived(string site)
    {
        SshSite.Needed();
        await using var here = await SshSite.StartAsync();
        SshSite.WriteRandom(here.Folder["big.bin"], 150 << 20);
        using var run = here.Start("run", "-s", site, "-c", "echo", "-i", "big.bin", "--into", "results");
        await Eventually.TrueAsync(() => Moving(here.Workspaces, 1 << 20) || run.HasExited, "inputs move");
        await here.ServerOf(site).RestartAsync();
        await Eventually.TrueAsync(() => Moving(here.Folder["results"], 1 << 20) || run.HasExited, "results move");
        await here.ServerOf(site).RestartAsync();
        var ran = await run.EndAsync();
        Assert.True(ran.ExitCode == 0, ran.ToString());
        Assert.True(SshSite.SameBytes(here.Folder["big.bin"], here.Folder["results/big.bin"]));
        Assert.Empty(here.Left());
    }

    private static async Task AssertOnceAsync(SshDeployment here, Ran ran)
    {
        Assert.True(ran.ExitCode == 0, ran.ToString());
        Assert.Equal("begun\n", await File.ReadAllTextAsync(here.Folder["site-data/starts"]));
        Assert.Equal("done\n", await File.ReadAllTextAsync(here.Folder["results/out.dat"]));
        Assert.Empty(here.Left());
    }

    private static bool Moving(string folder, long bytes)
    {
        try
        {
            return Directory.Exists(folder)
                && new DirectoryInfo(folder).EnumerateFiles("*", SearchOption.AllDirectories).Any(file => file.Length > bytes);
        }
        catch (IOException)
        {
            return false;
        }
    }
}
