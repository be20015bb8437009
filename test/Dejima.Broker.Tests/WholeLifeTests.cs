using System.Net;
using Dejima.Broker.Tests.Harness;
using Dejima.Contracts.Calculations;
using Dejima.Contracts.Http;
using static Dejima.Broker.Tests.Harness.Content;

namespace Dejima.Broker.Tests;

public sealed class WholeLifeTests(SharedBroker shared) : IClassFixture<SharedBroker>
{
    [Fact]
    public async Task A_calculation_lives_from_registration_to_collection()
    {
        using var host = await shared.Server.Host();
        using var agent = await shared.Server.Agent();
        var (input, output) = (Random(100_000), Random(70_000, 2));
        var id = await host.Register(new CalculationRequest
        {
            Site = "demo-site",
            Command = "solve",
            Parameters = new Dictionary<string, string> { ["cpus"] = "4" },
            Inputs = [Declare("in/入力.dat", input)],
            Outputs = ["out/XX.dat", "XX.inp"],
            TimeoutSeconds = 60,
        });
        await host.Upload(Routes.Inputs(id), "in/入力.dat", input);
        var waiting = await host.Post(Routes.Action(id, "release")).Status();
        Assert.Equal(CalculationState.Waiting, waiting.State);

        var claim = await agent.AskForWork().Claimed();
        Assert.Equal((id, 1, "alice", "solve", "4", 60.0), (
            claim.Calculation, claim.Epoch, claim.User, claim.Command, claim.Parameters["cpus"], claim.TimeoutSeconds));
        Assert.InRange(claim.LeaseSeconds, 1, 60);
        using (var fetched = await agent.Get(Routes.Input(id, "in/入力.dat"), Party.Epoch(1)).Is(HttpStatusCode.OK))
            Assert.Equal(input, await fetched.Content.ReadAsByteArrayAsync());

        var running = await agent.Report(id, "start", 1).Status();
        Assert.Equal(CalculationState.Running, running.State);
        await agent.AppendLog(id, 1, 0, Of("working\n")).Is(HttpStatusCode.NoContent);
        var returning = await agent.End(id, 1, Steps.Ended(Declare("out/XX.dat", output), Declare("XX.inp", []))).Status();
        Assert.Equal((CalculationState.Returning, CalculationState.Succeeded), (returning.State, returning.Outcome));
        await agent.Upload(Routes.Outputs(id), "out/XX.dat", output, Party.Epoch(1));
        await agent.Upload(Routes.Outputs(id), "XX.inp", [], Party.Epoch(1));
        await agent.Report(id, "complete", 1).Status();

        var succeeded = await host.Status(id);
        Assert.Equal((CalculationState.Succeeded, 0), (succeeded.State, succeeded.ExitCode));
        Assert.All(succeeded.Outputs, file => Assert.Equal(OutputState.Received, file.State));
        Assert.NotNull(succeeded.SiteSeenAt);
        using (var fetched = await host.Get(Routes.Output(id, "out/XX.dat")).Is(HttpStatusCode.OK))
            Assert.Equal(output, await fetched.Content.ReadAsByteArrayAsync());
        using (var log = await host.Get(Routes.Log(id, LogStream.Stdout)).Is(HttpStatusCode.OK))
        {
            Assert.Equal("working\n", await log.Content.ReadAsStringAsync());
            Assert.Equal(("0", "true"), (log.Header(HeaderName.LogOffset), log.Header(HeaderName.LogComplete)));
        }

        var collected = await host.Post(Routes.Action(id, "collect")).Status();
        Assert.Equal((CalculationState.Collected, CalculationState.Succeeded), (collected.State, collected.Outcome));
        Assert.False(Directory.Exists(Path.Combine(shared.Server.Payload, $"{id:N}")));
    }

    [Fact]
    public async Task Every_change_raises_the_version_and_renewals_do_not()
    {
        using var host = await shared.Server.Host();
        using var agent = await shared.Server.Agent("far-site");
        var claim = await host.Hand(agent, Steps.Request("far-site"));
        var before = await host.Status(claim.Calculation);
        await agent.Report(claim.Calculation, "lease", claim.Epoch).Is(HttpStatusCode.OK);
        Assert.Equal(before.Version, (await host.Status(claim.Calculation)).Version);
        var started = await agent.Report(claim.Calculation, "start", claim.Epoch).Status();
        Assert.True(started.Version > before.Version);
    }

    [Fact]
    public async Task A_list_shows_own_calculations_newest_first_and_operators_see_all()
    {
        using var host = await shared.Server.Host("bob");
        using var other = await shared.Server.Host();
        using var operatorParty = await shared.Server.Party("root", "admin");
        var first = await host.Register(Steps.Request());
        shared.Server.Clock.Advance(TimeSpan.FromMilliseconds(1));
        var second = await host.Register(Steps.Request());
        var foreign = await other.Register(Steps.Request());

        var own = await host.Get(Routes.Calculations).Read<IReadOnlyList<CalculationStatus>>();
        Assert.Equal([second, first], own.Select(status => status.Id));
        var newest = await host.Get(Routes.Calculations + "?limit=1").Read<IReadOnlyList<CalculationStatus>>();
        Assert.Equal([second], newest.Select(status => status.Id));
        var all = await operatorParty.Get(Routes.Calculations + "?all=true&limit=1000").Read<IReadOnlyList<CalculationStatus>>();
        Assert.Superset(new HashSet<Guid> { first, second, foreign }, all.Select(status => status.Id).ToHashSet());
        Assert.Empty(await operatorParty.Get(Routes.Calculations).Read<IReadOnlyList<CalculationStatus>>());
        Assert.Equal(second, (await operatorParty.Status(second)).Id);
        await host.Get(Routes.Calculations + "?all=true").Refused("scope-missing");
        await host.Get(Routes.Calculations + "?limit=0").Refused("malformed-request");
        await host.Get(Routes.Calculations + "?limit=many").Refused("malformed-request");
    }
}
