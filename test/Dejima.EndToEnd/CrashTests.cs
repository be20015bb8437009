using Dejima.Testing;

namespace Dejima.EndToEnd;

/// <summary>kill -9 of each process while a command runs: the calculation ends once, with its result.</summary>
public class CrashTests
{
    [Fact]
    public async Task A_killed_broker_comes_back_and_the_calculation_ends_well()
    {
        await using var here = await Deployment.StartAsync(Setup);
        using var run = here.Start("run", "-s", Deployment.Site, "-c", "until-told", "-o", "out.dat", "--into", "results");
        await Eventually.TrueAsync(() => run.Output.Contains("started", StringComparison.Ordinal), "the command runs");
        here.Broker.Kill();
        await here.Broker.EndAsync();
        await here.StartBrokerAsync();
        here.Folder.Write("go", string.Empty);
        var ended = await run.EndAsync();
        Assert.True(ended.ExitCode == 0, ended.ToString());
        Assert.Equal("started\nended\n", ended.Output);
        Assert.Equal("1\n", File.ReadAllText(here.Folder["results/out.dat"]));
    }

    [Fact]
    public async Task A_killed_agent_comes_back_and_adopts_the_running_command()
    {
        await using var here = await Deployment.StartAsync(Setup);
        using var run = here.Start("run", "-s", Deployment.Site, "-c", "until-told", "-o", "out.dat", "--into", "results");
        await Eventually.TrueAsync(() => run.Output.Contains("started", StringComparison.Ordinal), "the command runs");
        here.Agent.Kill();
        await here.Agent.EndAsync();
        here.Folder.Write("go", string.Empty);
        await here.StartAgentAsync();
        var ended = await run.EndAsync();
        Assert.True(ended.ExitCode == 0, ended.ToString());
        Assert.Equal("1\n", File.ReadAllText(here.Folder["results/out.dat"]));
    }

    // It counts its starts outside of the workspace, so that a second start would show.
    private static SiteSetup Setup(TempFolder folder) => new()
    {
        Registered = ["until-told"],
        Commands = $$"""
              until-told:
                run: [{{folder.Script("bin/until-told", $"echo x >> {folder["starts"]}; echo started; while [ ! -e {folder["go"]} ]; do sleep 0.05; done; wc -l < {folder["starts"]} > out.dat; echo ended")}}]
                outputs: [out.dat]
            """,
    };
}
