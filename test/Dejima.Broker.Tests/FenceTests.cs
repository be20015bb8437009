using System.Net;
using Dejima.Broker.Tests.Harness;
using Dejima.Contracts.Calculations;
using Dejima.Contracts.Errors;
using Dejima.Contracts.Http;
using Dejima.Contracts.Leases;

namespace Dejima.Broker.Tests;

/// <summary>An agent whose lease went to another one changes nothing any more (design rule 3).</summary>
public sealed class FenceTests
{
    [Fact]
    public async Task A_stale_epoch_is_turned_away_everywhere()
    {
        await using var server = await BrokerServer.Start();
        using var host = await server.Host();
        using var agent = await server.Agent();
        var (input, output) = (Content.Random(10), Content.Declare("out", Content.Random(10)));
        var id = await host.Register(Steps.Request("demo-site", "out") with { Inputs = [Content.Declare("in", input)] });
        await host.Upload(Routes.Inputs(id), "in", input);
        await host.Post(Routes.Action(id, "release")).Status();
        var stale = (await agent.AskForWork().Claimed()).Epoch;
        await LetTheLeaseRunOut(server, host, id);
        await AllTurnedAway(agent, id, stale, output);

        var epoch = (await agent.AskForWork().Claimed()).Epoch;
        Assert.Equal(stale + 1, epoch);
        await AllTurnedAway(agent, id, stale, output);
        await agent.Report(id, "start", epoch).Status();
        await AllTurnedAway(agent, id, stale, output);
        await agent.End(id, epoch, Steps.Ended(output)).Status();
        await AllTurnedAway(agent, id, stale, output);
        using (var created = await agent.Create(Routes.Outputs(id), output, null, Party.Epoch(epoch)).Is(HttpStatusCode.Created))
        {
            var upload = created.Headers.Location!.OriginalString;
            await agent.Patch(upload, 0, Content.Random(10), Party.Epoch(stale)).Refused(ErrorCode.StaleLease);
            await agent.Send(HttpMethod.Head, upload, null, Party.Epoch(stale)).Is(HttpStatusCode.Conflict);
            await agent.Send(HttpMethod.Delete, upload, null, Party.Epoch(stale), (HeaderName.TusResumable, "1.0.0"))
                .Refused(ErrorCode.StaleLease);
            await agent.Patch(upload, 0, Content.Random(10)).Refused(ErrorCode.MalformedRequest);
            await agent.Patch(upload, 0, Content.Random(10), Party.Epoch(epoch)).Is(HttpStatusCode.NoContent);
        }

        await agent.Report(id, "complete", epoch).Status();
        await AllTurnedAway(agent, id, stale, output);
        Assert.Equal(CalculationState.Succeeded, (await host.Status(id)).State);
    }

    [Fact]
    public async Task A_started_calculation_is_never_given_to_another_agent_and_its_agent_may_come_back()
    {
        await using var server = await BrokerServer.Start();
        using var host = await server.Host();
        using var agent = await server.Agent();
        var claim = await host.HandAndStart(agent, Steps.Request());
        server.Clock.Advance(TimeSpan.FromHours(23));
        await agent.AskForWork().Is(HttpStatusCode.NoContent);
        Assert.Equal(CalculationState.Running, (await host.Status(claim.Calculation)).State);
        var renewal = await agent.Report(claim.Calculation, "lease", claim.Epoch).Read<LeaseRenewal>();
        Assert.Equal((60, false), (renewal.LeaseSeconds, renewal.CancelRequested));
    }

    private static async Task LetTheLeaseRunOut(BrokerServer server, Party host, Guid id)
    {
        server.Clock.Advance(TimeSpan.FromSeconds(61));
        await Eventually.True(
            async () => (await host.Status(id)).State == CalculationState.Waiting, "the calculation waits again");
    }

    private static async Task AllTurnedAway(Party agent, Guid id, int stale, DeclaredFile output)
    {
        await agent.Report(id, "lease", stale).Refused(ErrorCode.StaleLease);
        await agent.Report(id, "start", stale).Refused(ErrorCode.StaleLease);
        await agent.Post(Routes.Action(id, "refuse"), new RefusalReport(new Reason("policy", "no")), Party.Epoch(stale))
            .Refused(ErrorCode.StaleLease);
        await agent.Post(Routes.Action(id, "return"), new RefusalReport(new Reason("site-full", "full")), Party.Epoch(stale))
            .Refused(ErrorCode.StaleLease);
        await agent.AppendLog(id, stale, 0, [1]).Refused(ErrorCode.StaleLease);
        await agent.Get(Routes.Input(id, "in"), Party.Epoch(stale)).Refused(ErrorCode.StaleLease);
        await agent.End(id, stale, Steps.Ended(output)).Refused(ErrorCode.StaleLease);
        await agent.Create(Routes.Outputs(id), output, null, Party.Epoch(stale)).Refused(ErrorCode.StaleLease);
        await agent.Report(id, "complete", stale).Refused(ErrorCode.StaleLease);
        await agent.Post(Routes.Action(id, "start")).Refused(ErrorCode.MalformedRequest);
    }
}
