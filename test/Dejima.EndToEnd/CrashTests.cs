using Dejima.Testing;

namespace Dejima.EndToEnd;

/// <summary>kill -9 of each process while a command runs: the calculation ends once, with its result.</summary>
public class CrashTests
{
    [Fact]
    public async Task A_killed_broker_comes_back_and_the_calculation_ends_well()
    {
        await using var here = await Deployment.StartAsync(Setup);
        using var run = await StartedAsync(here);
        here.Broker.Kill();
        await here.Broker.EndAsync();
        await here.StartBrokerAsync();
        here.Folder.Write("go", string.Empty);
        await EndsWellAsync(here, run);
    }

    [Fact]
    public async Task A_killed_agent_comes_back_and_adopts_the_running_command()
    {
        await using var here = await Deployment.StartAsync(Setup);
        using var run = await StartedAsync(here);
        here.Agent.Kill();
        await here.Agent.EndAsync();
        here.Folder.Write("go", string.Empty);
        await here.StartAgentAsync();
        await EndsWellAsync(here, run);
    }

    [Fact]
    public async Task An_agent_that_stops_gently_leaves_the_command_to_the_next_one()
    {
        await using var here = await Deployment.StartAsync(Setup);
        using var run = await StartedAsync(here);
        here.Agent.Terminate();
        Assert.Equal(0, (await here.Agent.EndAsync()).ExitCode);
        Assert.Single(Directory.GetDirectories(here.Workspaces));
        await here.StartAgentAsync();
        here.Folder.Write("go", string.Empty);
        await EndsWellAsync(here, run);
    }

    [Fact]
    public async Task Agents_killed_at_the_moment_the_workspace_is_there_cost_nothing()
    {
        await using var here = await Deployment.StartAsync(Setup);
        here.Folder.Write("go", string.Empty);
        for (var round = 1; round <= 5; round++)
        {
            using var run = here.Start("run", "-s", Deployment.Site, "-c", "until-told", "-o", "out.dat", "--into", $"results{round}");
            using var patience = new CancellationTokenSource(TimeSpan.FromMinutes(2));
            while (!Directory.EnumerateDirectories(here.Workspaces).Any() && !run.HasExited)
                patience.Token.ThrowIfCancellationRequested();
            here.Agent.Kill();
            await here.Agent.EndAsync();
            await here.StartAgentAsync();
            var ended = await run.EndAsync();
            Assert.True(ended.ExitCode == 0, ended.ToString());
            Assert.Equal($"{round}\n", File.ReadAllText(here.Folder[$"results{round}/out.dat"]));
            await Eventually.TrueAsync(() => !Directory.EnumerateDirectories(here.Workspaces).Any(), "nothing is left");
        }
    }

    [Fact]
    public async Task A_run_killed_before_the_release_is_still_known_after_a_wait_that_reached_nobody()
    {
        await using var here = await Deployment.StartAsync(Setup, agent: false);
        using (var big = File.Create(here.Folder["big.dat"]))
            big.SetLength(400 << 20);
        using var run = here.Start("run", "-q", "-s", Deployment.Site, "-c", "take", "-i", "big.dat");
        var payload = Path.Combine(here.BrokerData, "payload");
        await Eventually.TrueAsync(() => Directory.EnumerateDirectories(payload).Any() || run.HasExited, "it is registered");
        run.Kill();
        var id = Guid.ParseExact(Path.GetFileName(Directory.EnumerateDirectories(payload).Single()), "N").ToString("D");
        here.Broker.Kill();
        await here.Broker.EndAsync();
        var offline = await here.DejimaAsync("wait", id, "--patience", "1s");
        Assert.True(offline.ExitCode == 69, offline.ToString());

        await here.StartBrokerAsync();
        var waited = await here.DejimaAsync("wait", id);
        Assert.True(waited.ExitCode == 66, waited.ToString());
        Assert.Contains("never released", waited.Error, StringComparison.Ordinal);
        await Eventually.TrueAsync(() => !Directory.EnumerateDirectories(payload).Any(), "nothing of it is left");
    }

    private static async Task<Running> StartedAsync(Deployment here)
    {
        var run = here.Start("run", "-s", Deployment.Site, "-c", "until-told", "-o", "out.dat", "--into", "results");
        await Eventually.TrueAsync(() => run.Output.Contains("started", StringComparison.Ordinal), "the command runs");
        return run;
    }

    // It was started once, and its output came through whole and once.
    private static async Task EndsWellAsync(Deployment here, Running run)
    {
        var ended = await run.EndAsync();
        Assert.True(ended.ExitCode == 0, ended.ToString());
        Assert.Equal("started\nended\n", ended.Output);
        Assert.Equal("1\n", File.ReadAllText(here.Folder["results/out.dat"]));
    }

    // It counts its starts outside of the workspace, so that a second start would show.
    private static SiteSetup Setup(TempFolder folder) => new()
    {
        Registered = ["until-told", "take"],
        Commands = $$"""
              until-told:
                run: [{{folder.Script("bin/until-told", $"echo x >> {folder["starts"]}; echo started; while [ ! -e {folder["go"]} ]; do sleep 0.05; done; wc -l < {folder["starts"]} > out.dat; echo ended")}}]
                outputs: [out.dat]
              take:
                run: [/bin/true]
                inputs: [big.dat]
            """,
    };
}
