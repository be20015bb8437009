using Dejima.Testing;

namespace Dejima.EndToEnd.Services;

/// <summary>The agent as systemd meets it: what it tells, and how it takes signals.</summary>
public sealed class AgentServiceTests : ServicePlant
{
    [Fact]
    public async Task The_agent_lives_on_while_its_broker_is_away()
    {
        await AgentAsServiceAsync(TimeSpan.FromMilliseconds(300));
        await Manager.UntilAsync(Ready);
        await Manager.UntilAsync("STATUS=0 of at most 2 calculations");
        await Manager.UntilAsync(Alive, 3);
        Here.Broker.Kill();
        await Eventually.TrueAsync(() => Here.Agent.Error.Contains("tried again", StringComparison.Ordinal), "the agent misses its broker");
        await Manager.UntilAsync(Alive, Manager.Count(Alive) + 5);
    }

    [Fact]
    public async Task The_agent_reads_its_policy_again_and_keeps_the_old_one_when_that_is_wrong()
    {
        await AgentAsServiceAsync();
        await Manager.UntilAsync(Ready);
        var good = await File.ReadAllTextAsync(Here.Folder["site.yaml"]);
        Here.Folder.Write("site.yaml", "parallel: many");
        Here.Agent.Signal(1);
        await Manager.UntilAsync(Ready, 2);
        await Eventually.TrueAsync(() => Here.Agent.Error.Contains("the old one stays in force", StringComparison.Ordinal), "the error is told");
        var ran = await Here.DejimaAsync("run", "-s", Deployment.Site, "-c", "say", "-o", "said.txt", "--into", "results");
        Assert.True(ran.ExitCode == 0, ran.ToString());
        Here.Folder.Write("site.yaml", good);
        Here.Agent.Signal(1);
        await Eventually.TrueAsync(() => Here.Agent.Error.Contains("was read again", StringComparison.Ordinal), "it is read again");
    }

    [Fact]
    public async Task An_agent_that_stops_lets_its_commands_run_on()
    {
        await AgentAsServiceAsync();
        using var run = Here.Start("run", "-s", Deployment.Site, "-c", "until-told", "-o", "out.dat", "--into", "results");
        await Eventually.TrueAsync(() => run.Output.Contains("started", StringComparison.Ordinal), "the command runs");
        await Manager.UntilAsync("STATUS=1 of at most 2 calculations");
        Here.Agent.Terminate();
        var ended = await Here.Agent.EndAsync();
        Assert.True(ended.ExitCode == 0, ended.ToString());
        Assert.Contains("STOPPING=1", Manager.Heard);
        Here.Folder.Write("go", string.Empty);
        await Here.StartAgentAsync();
        var ran = await run.EndAsync();
        Assert.True(ran.ExitCode == 0, ran.ToString());
        Assert.Equal("1\n", await File.ReadAllTextAsync(Here.Folder["results/out.dat"]));
    }
}
