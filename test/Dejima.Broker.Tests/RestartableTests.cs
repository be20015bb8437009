using System.Net;
using Dejima.Broker.Tests.Harness;
using Dejima.Contracts.Calculations;
using Dejima.Contracts.Errors;
using Dejima.Contracts.Http;
using Dejima.Contracts.Leases;

namespace Dejima.Broker.Tests;

/// <summary>A second run of a calculation whose agent is lost, and calculations that a site gives back.</summary>
public sealed class RestartableTests
{
    private const string Marked = "first\n[dejima: the site's agent was lost; the command starts again]\n";

    [Fact]
    public async Task The_second_run_has_outputs_of_its_own_and_the_log_shows_where_it_begins()
    {
        await using var server = await BrokerServer.Start();
        using var host = await server.Host();
        using var agent = await server.Agent();
        var id = await Waiting(host, "out", "more");
        await Claim(agent, id, 1);
        await agent.Report(id, "start", 1).Status();
        await agent.AppendLog(id, 1, 0, Content.Of("first")).Is(HttpStatusCode.NoContent);
        var (firstOut, firstMore) = (Content.Declare("out", Content.Of("1st")), Content.Declare("more", Content.Random(5)));
        await agent.End(id, 1, Steps.Ended(firstOut, firstMore)).Status();
        await agent.Upload(Routes.Outputs(id), "out", Content.Of("1st"), Party.Epoch(1));
        // Of the other only a part arrives.
        using (await agent.Create(Routes.Outputs(id), firstMore, Content.Random(5)[..2], Party.Epoch(1)))
            Assert.Equal(OutputState.Received, (await host.Status(id)).Outputs[0].State);

        await Lose(server, host, id);
        await agent.Report(id, "complete", 1).Refused(ErrorCode.StaleLease);
        await agent.AppendLog(id, 1, 5, Content.Of("late")).Refused(ErrorCode.StaleLease);
        await Claim(agent, id, 2);
        await agent.Report(id, "start", 2).Status();
        await agent.Report(id, "start", 2).Status();
        Assert.Equal(Marked, await Log(host, id));
        Assert.Equal(0, (await agent.AppendLog(id, 2, 1, Content.Of("x")).Refused(ErrorCode.OffsetMismatch)).Offset);
        using (var appended = await agent.AppendLog(id, 2, 0, Content.Of("second")).Is(HttpStatusCode.NoContent))
            Assert.Equal("6", appended.Header(HeaderName.LogOffset));
        await agent.AppendLog(id, 2, 0, Content.Of("second")).Is(HttpStatusCode.NoContent);
        Assert.Equal(Marked + "second", await Log(host, id));

        var more = Content.Random(9);
        await agent.End(id, 2, Steps.Ended(Content.Declare("out", Content.Of("2nd")), Content.Declare("more", more))).Status();
        await agent.Report(id, "complete", 2).Refused(ErrorCode.OutputsMissing);
        await agent.Upload(Routes.Outputs(id), "out", Content.Of("2nd"), Party.Epoch(2));
        await agent.Upload(Routes.Outputs(id), "more", more, Party.Epoch(2));
        Assert.Equal(CalculationState.Succeeded, (await agent.Report(id, "complete", 2).Status()).State);
        using var output = await host.Get(Routes.Output(id, "out")).Is(HttpStatusCode.OK);
        Assert.Equal("2nd", await output.Content.ReadAsStringAsync());
    }

    [Fact]
    public async Task It_outlasts_a_restart_of_the_broker()
    {
        await using var server = await BrokerServer.Start();
        Guid id;
        using (var host = await server.Host())
        using (var agent = await server.Agent())
        {
            id = await Waiting(host, "out");
            await Claim(agent, id, 1);
            await agent.Report(id, "start", 1).Status();
            await agent.AppendLog(id, 1, 0, Content.Of("first")).Is(HttpStatusCode.NoContent);
            await agent.End(id, 1, Steps.Ended(Content.Declare("out", Content.Of("1st")))).Status();
            await agent.Upload(Routes.Outputs(id), "out", Content.Of("1st"), Party.Epoch(1));
            await Lose(server, host, id);
        }

        await server.Restart();
        using var later = await server.Host();
        using var other = await server.Agent();
        Assert.Equal(OutputState.Declared, (await later.Status(id)).Outputs[0].State);
        await Claim(other, id, 2);
        await other.Report(id, "start", 2).Status();
        await server.Restart();
        using var again = await server.Agent();
        await again.AppendLog(id, 2, 0, Content.Of("second")).Is(HttpStatusCode.NoContent);
        using var reader = await server.Host();
        Assert.Equal(Marked + "second", await Log(reader, id));
        await again.End(id, 2, Steps.Ended(Content.Declare("out", Content.Of("2nd")))).Status();
        await again.Report(id, "complete", 2).Refused(ErrorCode.OutputsMissing);
    }

    [Fact]
    public async Task What_is_given_back_waits_behind_the_others_and_says_why()
    {
        await using var server = await BrokerServer.Start();
        using var host = await server.Host();
        using var agent = await server.Agent();
        var first = await Waiting(host);
        server.Clock.Advance(TimeSpan.FromSeconds(1));
        var second = await Waiting(host);
        await Claim(agent, first, 1);
        server.Clock.Advance(TimeSpan.FromSeconds(1));
        var back = await agent.Post(Routes.Action(first, "return"), new RefusalReport(new Reason(ReasonCode.SiteFull, "full")), Party.Epoch(1)).Status();
        Assert.Equal((CalculationState.Waiting, ReasonCode.SiteFull), (back.State, back.Reason?.Code));
        await Claim(agent, second, 1);
        await Claim(agent, first, 2);
        Assert.Null((await host.Status(first)).Reason);
        await agent.Report(first, "start", 2).Status();
        await agent.Post(Routes.Action(first, "return"), new RefusalReport(new Reason(ReasonCode.SiteFull, "full")), Party.Epoch(2))
            .Refused(ErrorCode.WrongState);
    }

    private static async Task<Guid> Waiting(Party host, params string[] outputs)
    {
        var id = await host.Register(Steps.Request("demo-site", outputs));
        await host.Post(Routes.Action(id, "release")).Status();
        return id;
    }

    private static async Task Claim(Party agent, Guid id, int epoch)
    {
        var claim = await agent.Put(Routes.Claim("demo-site", Guid.NewGuid(), 0), new ClaimRequest(Guid.NewGuid(), "1.0", null, ["solve"])).Claimed();
        Assert.Equal((id, epoch), (claim.Calculation, claim.Epoch));
    }

    private static async Task Lose(BrokerServer server, Party host, Guid id)
    {
        server.Clock.Advance(TimeSpan.FromMinutes(17));
        await Eventually.True(async () => (await host.Status(id)).State == CalculationState.Waiting, "it waits to start again");
    }

    private static async Task<string> Log(Party host, Guid id)
    {
        using var log = await host.Get(Routes.Log(id, LogStream.Stdout)).Is(HttpStatusCode.OK);
        return await log.Content.ReadAsStringAsync();
    }
}
