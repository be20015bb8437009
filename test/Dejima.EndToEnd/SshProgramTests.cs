using Dejima.Testing;
using Dejima.Testing.Ssh;

namespace Dejima.EndToEnd;

/// <summary>What becomes of the site's program, and of who asked for it.</summary>
public sealed class SshProgramTests
{
    public static TheoryData<string> Sites => [SshDeployment.Gated, SshDeployment.Plain];

    [Theory]
    [MemberData(nameof(Sites))]
    public async Task A_program_that_is_killed_is_a_failure_whose_files_come_back(string site)
    {
        SshSite.Needed();
        await using var here = await SshSite.StartAsync();
        var ran = await here.DejimaAsync("run", "-s", site, "-c", "killed", "--into", "results");
        // A shell at a plain site says 128 and the signal; a supervisor knows better.
        Assert.True(ran.ExitCode == (site == SshDeployment.Plain ? 137 : 1), ran.ToString());
        Assert.Equal("why\n", await File.ReadAllTextAsync(here.Folder["results/solver.log"]));
        Assert.Empty(here.Left());
    }

    [Theory]
    [MemberData(nameof(Sites))]
    public async Task Ctrl_C_cancels_it_there(string site)
    {
        SshSite.Needed();
        await using var here = await SshSite.StartAsync();
        using var run = here.Start("run", "-s", site, "-c", "tree", "--into", "results");
        await Eventually.TrueAsync(() => run.Output.Contains("grown", StringComparison.Ordinal), "it runs");
        run.Interrupt();
        var ran = await run.EndAsync();
        Assert.True(ran.ExitCode == 130, ran.ToString());
        await Eventually.TrueAsync(() => !SshSite.Lives(here.Folder["site-data/leaf"]), "its whole tree has ended");
        Assert.Empty(here.Left());
    }

    [Theory]
    [MemberData(nameof(Sites))]
    public async Task Ctrl_C_while_inputs_move_leaves_nothing(string site)
    {
        SshSite.Needed();
        await using var here = await SshSite.StartAsync();
        SshSite.WriteRandom(here.Folder["big.bin"], 300 << 20);
        using var run = here.Start("run", "-s", site, "-c", "echo", "-i", "big.bin", "--into", "results");
        await Eventually.TrueAsync(() => here.Left().Length > 0 || run.HasExited, "it is prepared");
        run.Interrupt();
        var ran = await run.EndAsync();
        Assert.True(ran.ExitCode == 130, ran.ToString());
        Assert.Empty(here.Left());
    }

    [Theory]
    [MemberData(nameof(Sites))]
    public async Task A_large_output_is_heard_to_the_last_byte(string site)
    {
        SshSite.Needed();
        await using var here = await SshSite.StartAsync();
        var heard = await here.DejimaAsync("run", "-q", "-s", site, "-c", "count", "--into", "counted");
        Assert.True(heard.ExitCode == 0, heard.ToString());
        Assert.Equal(string.Concat(Enumerable.Range(1, 300_000).Select(number => $"{number}\n")), heard.Output);
    }

    [Theory]
    [MemberData(nameof(Sites))]
    public async Task Nothing_of_the_host_is_left_either(string site)
    {
        SshSite.Needed();
        await using var here = await SshSite.StartAsync();
        here.Folder.Write("in.dat", "1");
        var before = Directory.GetDirectories("/tmp", "dejima-ssh-*").ToHashSet();
        using var run = here.Start("run", "-s", site, "-c", "echo", "-i", "in.dat", "--into", "results");
        var pid = run.Pid;
        var ran = await run.EndAsync();
        Assert.True(ran.ExitCode == 0, ran.ToString());
        Assert.DoesNotContain(Directory.GetDirectories("/tmp", "dejima-ssh-*"), path => path.Contains($"-{pid}-", StringComparison.Ordinal) && !before.Contains(path));
        await Eventually.TrueAsync(() => here.ServerOf(site).Connections == 0, "the connection is closed");
    }
}
