using Dejima.Testing;

namespace Dejima.EndToEnd;

/// <summary>Leaving a calculation, looking at it, stopping it, coming back to it.</summary>
public class ComeBackTests(SolverSite site) : IClassFixture<SolverSite>
{
    private Deployment Here => site.Deployment;

    [Fact]
    public async Task Detach_then_wait_brings_results_into_the_folder_named_first()
    {
        var id = await DetachAsync("fail", "-o", "out.dat", "--into", "later");
        var waited = await Here.DejimaAsync("wait", id);
        Assert.Equal(42, waited.ExitCode);
        Assert.Equal("partial\n", File.ReadAllText(Here.Folder["later/out.dat"]));
    }

    [Fact]
    public async Task Fetch_refuses_before_the_end_and_keeps_on_wish()
    {
        var id = await DetachAsync("secretive", "-o", "out.dat");
        await Eventually.TrueAsync(
            async () => (await Here.DejimaAsync("status", id, "--json")).Output.Contains("\"Succeeded\"", StringComparison.Ordinal), "it succeeds");
        Assert.Equal(0, (await Here.DejimaAsync("fetch", id, "--into", "kept", "--keep")).ExitCode);
        Assert.Equal(0, (await Here.DejimaAsync("fetch", id, "--into", "taken")).ExitCode);
        var third = await Here.DejimaAsync("fetch", id, "--into", "gone");
        Assert.NotEqual(0, third.ExitCode);
        Assert.Contains("no longer", third.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Cancel_reaches_the_process()
    {
        var id = await DetachAsync("sleep", "-o", "out.dat");
        await StartedAsync(id);
        var workspace = Here.Folder[$"workspaces/{id}"];
        var pid = int.Parse(File.ReadAllText(Path.Combine(workspace, "pid")).Trim(), System.Globalization.CultureInfo.InvariantCulture);
        Assert.Equal(0, (await Here.DejimaAsync("cancel", id)).ExitCode);
        Assert.Equal(130, (await Here.DejimaAsync("wait", id)).ExitCode);
        Assert.False(Directory.Exists($"/proc/{pid}"));
    }

    [Fact]
    public async Task Ctrl_C_cancels_and_exits_with_130()
    {
        using var run = Here.Start("run", "-s", Deployment.Site, "-c", "sleep", "-o", "out.dat");
        await Eventually.TrueAsync(() => run.Output.Contains("started", StringComparison.Ordinal), "the command runs");
        run.Interrupt();
        var ended = await run.EndAsync();
        Assert.True(ended.ExitCode == 130, ended.ToString());
    }

    [Fact]
    public async Task What_a_cancelled_command_says_at_its_end_still_arrives_and_so_does_the_reason()
    {
        using var run = Here.Start("run", "-s", Deployment.Site, "-c", "tidy");
        await Eventually.TrueAsync(() => run.Output.Contains("started", StringComparison.Ordinal), "the command runs");
        run.Interrupt();
        var ended = await run.EndAsync();
        Assert.Equal((130, "started\ntidied\n"), (ended.ExitCode, ended.Output));
        Assert.Contains("aside", ended.Error, StringComparison.Ordinal);
        Assert.Contains("cancelled: Cancelled by the host.", ended.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Ctrl_C_twice_leaves_it_running_and_says_how_to_come_back()
    {
        using var run = Here.Start("run", "-s", Deployment.Site, "-c", "stubborn");
        await Eventually.TrueAsync(() => run.Output.Contains("started", StringComparison.Ordinal), "the command runs");
        run.Interrupt();
        await Eventually.TrueAsync(() => run.Error.Contains("cancelling", StringComparison.Ordinal), "the first is heard");
        run.Interrupt();
        var ended = await run.EndAsync();
        Assert.Contains("dejima wait", ended.Error, StringComparison.Ordinal);
        Assert.Equal(130, ended.ExitCode);
    }

    [Fact]
    public async Task Logs_follow_live_and_are_complete_for_those_who_come_late()
    {
        var id = await DetachAsync("sleep", "-o", "out.dat");
        using var logs = Here.Start("logs", "-f", id);
        await Eventually.TrueAsync(() => logs.Output.Contains("started", StringComparison.Ordinal), "the line arrives while it runs");
        Assert.Equal("started\n", (await Here.DejimaAsync("logs", id)).Output);
        await Here.DejimaAsync("cancel", id);
        Assert.Equal(0, (await logs.EndAsync()).ExitCode);
    }

    [Fact]
    public async Task A_killed_run_is_taken_up_by_wait()
    {
        using var run = Here.Start("run", "-s", Deployment.Site, "-c", "sleep", "-o", "out.dat");
        await Eventually.TrueAsync(() => run.Output.Contains("started", StringComparison.Ordinal), "the command runs");
        var id = run.Error.Split('\n').First(line => line.Contains("calculation ", StringComparison.Ordinal)).Split(' ')[^1];
        run.Kill();
        await run.EndAsync();
        await Here.DejimaAsync("cancel", id);
        Assert.Equal(130, (await Here.DejimaAsync("wait", id)).ExitCode);
    }

    [Fact]
    public async Task The_hosts_time_limit_holds()
    {
        var ran = await Here.DejimaAsync("run", "-s", Deployment.Site, "-c", "sleep", "-o", "out.dat", "--timeout", "500ms");
        Assert.True(ran.ExitCode == 124, ran.ToString());
    }

    [Fact]
    public async Task Status_lists_own_calculations_only()
    {
        var id = await DetachAsync("where");
        Assert.Contains(id, (await Here.DejimaAsync("status", "--json")).Output, StringComparison.Ordinal);
        Assert.DoesNotContain(id, (await Here.AsAsync("bob", "status", "--json")).Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("status")]
    [InlineData("logs")]
    [InlineData("cancel")]
    [InlineData("fetch")]
    [InlineData("wait")]
    public async Task Another_users_calculation_does_not_exist(string verb)
    {
        var id = await DetachAsync("where");
        var others = await Here.AsAsync("bob", verb, id);
        var nobodys = await Here.AsAsync("bob", verb, Guid.NewGuid().ToString());
        Assert.Equal(66, others.ExitCode);
        Assert.Equal(nobodys.ExitCode, others.ExitCode);
        Assert.Equal(nobodys.Error.Split('\n')[^2], others.Error.Split('\n')[^2]);
    }

    private async Task<string> DetachAsync(string command, params string[] more)
    {
        var ran = await Here.DejimaAsync(["run", "-s", Deployment.Site, "-c", command, "--detach", .. more]);
        Assert.True(ran.ExitCode == 0, ran.ToString());
        return ran.Output.Trim();
    }

    private Task StartedAsync(string id) => Eventually.TrueAsync(
        async () => (await Here.DejimaAsync("logs", id)).Output.Contains("started", StringComparison.Ordinal), "the command runs");
}
