using Dejima.Testing;
using Dejima.Testing.Ssh;

namespace Dejima.EndToEnd;

/// <summary>What must not leave a gated site stays there, whatever it is called and whatever goes wrong; nothing else is lost by that.</summary>
public sealed class SshHeldBackTests
{
    [Fact]
    public async Task While_a_listed_file_is_missing_nothing_leaves_and_afterwards_the_results_do()
    {
        SshSite.Needed();
        await using var here = await SshSite.StartAsync(policy: folder => $"parallel: 8\nnever-send: [{folder["secret.inp"]}]");
        here.Folder.Write("in.dat", "input");
        var ran = await here.DejimaAsync("run", "-s", SshDeployment.Gated, "-c", "echo", "-i", "in.dat", "--into", "results");
        Assert.True(ran.ExitCode == 78, ran.ToString());
        Assert.Contains("cannot tell yet what may leave", ran.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("secret.inp", ran.Error, StringComparison.Ordinal);
        Assert.DoesNotContain(Directory.EnumerateFiles(here.Folder["results"], "*", SearchOption.AllDirectories), path => Path.GetFileName(path) == "in.dat");
        Assert.Contains("secret.inp", await File.ReadAllTextAsync(here.GateLog), StringComparison.Ordinal);
        here.Folder.Write("secret.inp", "the recipe");
        var again = await here.DejimaAsync("wait", ran.Error.Split("calculation ")[1][..36]);
        Assert.True(again.ExitCode == 0, again.ToString());
        Assert.Equal("input", await File.ReadAllTextAsync(here.Folder["results/in.dat"]));
        Assert.Empty(here.Left());
    }

    [Fact]
    public async Task Names_that_are_no_UTF8_stay_behind_and_are_removed_with_the_workspace()
    {
        SshSite.Needed();
        await using var here = await SshSite.StartAsync(
            policy: folder => $"parallel: 8\nnever-send: [{folder.Write("secret/model.inp", "the recipe")}]");
        here.Folder.Write("site-data/secret", here.Folder["secret/model.inp"]);
        var ran = await here.DejimaAsync("run", "-s", SshDeployment.Gated, "-c", "sjis", "--into", "results");
        Assert.True(ran.ExitCode == 0, ran.ToString());
        Assert.Equal(["fine.txt"], Directory.GetFileSystemEntries(here.Folder["results"]).Select(Path.GetFileName));
        Assert.Empty(here.Left());
    }

    [Fact]
    public async Task A_file_of_another_account_stays_behind_and_the_rest_comes()
    {
        SshSite.Needed();
        await using var here = await SshSite.StartAsync();
        using var run = here.Start("run", "-s", SshDeployment.Gated, "-c", "slow", "--into", "results");
        await Eventually.TrueAsync(() => run.Output.Contains("begun", StringComparison.Ordinal), "it runs");
        // Made by who runs the tests, which is not the site's account.
        var foreign = Path.Combine(Directory.GetDirectories(here.Workspaces).Single(), "foreign.dat");
        await File.WriteAllTextAsync(foreign, "x");
        File.SetUnixFileMode(foreign, UnixFileMode.UserRead | UnixFileMode.UserWrite);
        await File.WriteAllTextAsync(here.Folder["site-data/go"], string.Empty);
        var ran = await run.EndAsync();
        Assert.True(ran.ExitCode == 0, ran.ToString());
        Assert.Equal(["out.dat"], Directory.GetFileSystemEntries(here.Folder["results"]).Select(Path.GetFileName));
        Assert.Empty(here.Left());
    }
}
