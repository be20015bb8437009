using Dejima.Testing;

namespace Dejima.EndToEnd;

/// <summary>Whoever hands work to a site where nobody takes it is told so at once, and since when.</summary>
public class AbsentAgentTests
{
    private const string Never = "no agent has asked the broker for work yet";

    [Fact]
    public async Task A_site_without_an_agent_is_said_by_run_status_and_wait_and_the_run_ends_well_once_it_comes()
    {
        await using var here = await Deployment.StartAsync(SolverSite.Setup, agent: false);
        using var run = here.Start("run", "-s", Deployment.Site, "-c", "where");
        await Eventually.TrueAsync(() => run.Error.Contains($"warning: site {Deployment.Site}: {Never}; it waits", StringComparison.Ordinal), "run warns");
        var detached = await here.DejimaAsync("run", "-s", Deployment.Site, "-c", "where", "--detach");
        Assert.Equal(0, detached.ExitCode);
        Assert.Contains(Never, detached.Error, StringComparison.Ordinal);
        var id = detached.Output.Trim();
        Assert.Contains(Never, (await here.DejimaAsync("status", id)).Output, StringComparison.Ordinal);
        Assert.Contains("waiting, no agent", (await here.DejimaAsync("status")).Output, StringComparison.Ordinal);
        using var wait = here.Start("wait", id);
        await Eventually.TrueAsync(() => wait.Error.Contains(Never, StringComparison.Ordinal), "wait warns");

        await here.StartAgentAsync();
        Assert.Equal(0, (await run.EndAsync()).ExitCode);
        Assert.Equal(0, (await wait.EndAsync()).ExitCode);
    }

    [Fact]
    public async Task Since_when_it_is_away_is_said_in_both_languages_and_after_a_restart_of_the_broker()
    {
        await using var here = await Deployment.StartAsync(SolverSite.Setup);
        Assert.Equal(0, (await here.DejimaAsync("run", "-s", Deployment.Site, "-c", "where")).ExitCode);
        here.Agent.Kill();
        await here.Agent.EndAsync();
        await Eventually.TrueAsync(
            async () => (await here.DejimaAsync("run", "-s", Deployment.Site, "-c", "where", "--detach")).Error.Contains("no agent has asked since 20", StringComparison.Ordinal),
            "run says since when");
        here.Broker.Kill();
        await here.Broker.EndAsync();
        await here.StartBrokerAsync();
        var environment = here.Host();
        environment["DEJIMA_LANG"] = "ja";
        var said = await Running.ToEndAsync(
            Programs.Dejima, ["run", "-s", Deployment.Site, "-c", "where", "--detach"], environment, here.Folder.Path);
        Assert.Matches($"警告: サイト {Deployment.Site}: 20..-..-.. ..:.. からエージェントの接続がありません", said.Error);
        var list = await Running.ToEndAsync(Programs.Broker, ["site", "list", "--config", here.Folder["broker.yaml"]]);
        Assert.Contains(Deployment.Site, list.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_workflow_says_it_too()
    {
        await using var here = await Deployment.StartAsync(SolverSite.Setup, agent: false);
        here.Folder.Write("where.yaml", $$"""
            module: where
            title: Says something
            version: 1.0.0
            outputs:
              said: { type: file, name: said.txt }
            remote:
              site: {{Deployment.Site}}
              command: say
              outputs: { said: said.txt }
            """);
        using var run = here.Start("module", "run", "where.yaml", "--into", "ran");
        await Eventually.TrueAsync(() => run.HasExited || run.Error.Contains(Never, StringComparison.Ordinal), "the run warns");
        Assert.False(run.HasExited, run.Error);
        await here.StartAgentAsync();
        Assert.Equal(0, (await run.EndAsync()).ExitCode);
    }
}
