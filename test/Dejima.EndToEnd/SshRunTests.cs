using Dejima.Testing;
using Dejima.Testing.Ssh;

namespace Dejima.EndToEnd;

/// <summary>A calculation over SSH, at a gated and at a plain site: a module does not notice which.</summary>
public sealed class SshRunTests
{
    public static TheoryData<string> Sites => [SshDeployment.Gated, SshDeployment.Plain];

    [Theory]
    [MemberData(nameof(Sites))]
    public async Task Inputs_go_the_program_runs_and_everything_comes_back(string site)
    {
        SshSite.Needed();
        await using var here = await SshSite.StartAsync();
        here.Folder.Write("a.dat", "from a\n");
        here.Folder.Write("b file.dat", "from b\n");
        var ran = await here.DejimaAsync(
            "run", "-s", site, "-c", "concat", "-p", "word=hello world", "-i", "a.dat:in a.dat", "-i", "b file.dat:sub/b.dat", "-o", "all.dat", "--into", "results");
        Assert.True(ran.ExitCode == 0, ran.ToString());
        Assert.Equal("from a\nfrom b\nhello world\n", File.ReadAllText(here.Folder["results/all.dat"]));
        Assert.Equal("not declared\n", File.ReadAllText(here.Folder["results/extra/more.txt"]));
        Assert.Contains("to stdout", ran.Output, StringComparison.Ordinal);
        Assert.Contains("to stderr", ran.Error, StringComparison.Ordinal);
        Assert.Empty(here.Left());
        Assert.DoesNotContain(Directory.GetFileSystemEntries(here.Folder["results"]), path => Path.GetFileName(path).StartsWith('.'));
    }

    [Theory]
    [MemberData(nameof(Sites))]
    public async Task A_failure_has_its_exit_code_and_its_files_come_back_too(string site)
    {
        SshSite.Needed();
        await using var here = await SshSite.StartAsync();
        var ran = await here.DejimaAsync("run", "-s", site, "-c", "fail", "--into", "results");
        Assert.Equal(7, ran.ExitCode);
        Assert.Equal("why\n", File.ReadAllText(here.Folder["results/solver.log"]));
        Assert.Empty(here.Left());
    }

    [Theory]
    [MemberData(nameof(Sites))]
    public async Task Detached_it_goes_on_and_wait_brings_it_home(string site)
    {
        SshSite.Needed();
        await using var here = await SshSite.StartAsync();
        var ran = await here.DejimaAsync("run", "-s", site, "-c", "slow", "--into", "results", "--detach");
        Assert.True(ran.ExitCode == 0, ran.ToString());
        var id = ran.Output.Trim();
        var status = await here.DejimaAsync("status", id, "--json");
        Assert.Contains("Running", status.Output, StringComparison.OrdinalIgnoreCase);
        Assert.Contains(id, (await here.DejimaAsync("status")).Output, StringComparison.Ordinal);
        await Eventually.TrueAsync(
            async () => (await here.DejimaAsync("logs", id)).Output.Contains("begun", StringComparison.Ordinal), "its log is seen");
        File.WriteAllText(here.Folder["site-data/go"], string.Empty);
        var waited = await here.DejimaAsync("wait", id);
        Assert.True(waited.ExitCode == 0, waited.ToString());
        Assert.Equal("done\n", File.ReadAllText(here.Folder["results/out.dat"]));
        Assert.Contains("begun", waited.Output, StringComparison.Ordinal);
        Assert.Empty(here.Left());
        var again = await here.DejimaAsync("wait", id);
        Assert.True(again.ExitCode == 0, again.ToString());
    }

    [Theory]
    [MemberData(nameof(Sites))]
    public async Task Cancel_ends_every_process_of_the_tree(string site)
    {
        SshSite.Needed();
        await using var here = await SshSite.StartAsync();
        using var run = here.Start("run", "-s", site, "-c", "tree", "--into", "results");
        await Eventually.TrueAsync(() => run.Output.Contains("grown", StringComparison.Ordinal), "the tree has grown");
        run.Interrupt();
        var ran = await run.EndAsync();
        Assert.True(ran.ExitCode == 130, ran.ToString());
        await Eventually.TrueAsync(() => !SshSite.Lives(here.Folder["site-data/leaf"]), "its leaf is gone");
        Assert.Empty(here.Left());
    }

    [Theory]
    [MemberData(nameof(Sites))]
    public async Task A_timeout_ends_it(string site)
    {
        SshSite.Needed();
        await using var here = await SshSite.StartAsync();
        var ran = await here.DejimaAsync("run", "-s", site, "-c", "slow", "--timeout", "1s", "--into", "results");
        Assert.True(ran.ExitCode == 124, ran.ToString());
        Assert.Empty(here.Left());
    }

    [Fact]
    public async Task A_gated_site_refuses_what_its_policy_does_not_offer()
    {
        SshSite.Needed();
        await using var here = await SshSite.StartAsync();
        var ran = await here.DejimaAsync("run", "-s", SshDeployment.Gated, "-c", "other", "--into", "results");
        Assert.True(ran.ExitCode == 77, ran.ToString());
        Assert.Contains("does not offer", ran.Error, StringComparison.Ordinal);
        Assert.Empty(here.Left());
    }

    [Fact]
    public async Task A_host_can_be_named_ad_hoc()
    {
        SshSite.Needed();
        await using var here = await SshSite.StartAsync();
        here.Folder.Write("at site.txt", "already there\n");
        var plain = await here.DejimaAsync(
            "run", "--ssh", SshServer.Host, "--ssh-config", here.PlainServer.ClientConfig, "--entry", here.Folder["bin/entry"], "-c", "show",
            "--site-file", $"{here.Folder["at site.txt"]}:there.txt", "--into", "results");
        Assert.True(plain.ExitCode == 0, plain.ToString());
        Assert.Contains("already there", plain.Output, StringComparison.Ordinal);
        Assert.False(Path.Exists(here.Folder["results/there.txt"]));
        var gated = await here.DejimaAsync("run", "--ssh", SshServer.Host, "--ssh-config", here.Gate.ClientConfig, "-c", "fail", "--into", "results");
        Assert.Equal(7, gated.ExitCode);
    }
}
