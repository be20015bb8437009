using Dejima.Broker.Tests.Harness;
using Dejima.Contracts.Calculations;
using Dejima.Contracts.Errors;
using Dejima.Contracts.Http;
using Microsoft.EntityFrameworkCore;

namespace Dejima.Broker.Tests;

/// <summary>The broker forgets payloads (design rule 7), and time limits.</summary>
public sealed class ForgettingTests
{
    private const string Secret = "7f3c-parameter-value";

    [Fact]
    public async Task Collection_leaves_a_record_without_payload_or_parameters()
    {
        await using var server = await BrokerServer.Start();
        using var host = await server.Host();
        using var agent = await server.Agent();
        var request = Steps.Request("demo-site", "out") with { Parameters = new Dictionary<string, string> { ["p"] = Secret } };
        var id = (await host.HandAndStart(agent, request)).Calculation;
        await agent.End(id, 1, Steps.Ended(Content.Declare("out", Content.Random(10)))).Status();
        await agent.Upload(Routes.Outputs(id), "out", Content.Random(10), Party.Epoch(1));
        await host.Post(Routes.Action(id, "collect")).Refused(ErrorCode.WrongState);
        await agent.Report(id, "complete", 1).Status();
        await host.Post(Routes.Action(id, "collect")).Status();

        Assert.Empty(Directory.EnumerateFileSystemEntries(server.Payload));
        await host.Get(Routes.Output(id, "out")).Refused(ErrorCode.PayloadGone);
        var status = await host.Status(id);
        Assert.Equal(("out", 10L), (status.Outputs[0].Name, status.Outputs[0].Size));
        await using var database = await server.Database();
        var row = await database.Calculations.SingleAsync();
        Assert.DoesNotContain(Secret, row.Request, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Each_time_limit_ends_what_it_limits()
    {
        await using var server = await BrokerServer.Start(BrokerServer.UsualSites + """

            limits: { registered: 1h, waiting: 2h, uncollected: 3h, lease: 20s, agent-grace: 4h }
            """);
        using var host = await server.Host();
        using var agent = await server.Agent();
        var running = (await host.HandAndStart(agent, Steps.Request())).Calculation;
        var ended = (await host.Hand(agent, Steps.Request())).Calculation;
        await agent.Post(Routes.Action(ended, "refuse"), new Contracts.Leases.RefusalReport(new Reason("policy", "no")), Party.Epoch(1)).Status();
        var registered = await host.Register(Steps.Request());
        var waiting = await host.Register(Steps.Request());
        await host.Post(Routes.Action(waiting, "release")).Status();

        await After(TimeSpan.FromHours(1), registered, CalculationState.Expired, "not-released");
        await After(TimeSpan.FromHours(1), waiting, CalculationState.Expired, "not-claimed");
        await After(TimeSpan.FromHours(1), ended, CalculationState.Expired, "policy");
        Assert.Equal(CalculationState.Refused, (await host.Status(ended)).Outcome);
        await After(TimeSpan.FromHours(1.1), running, CalculationState.Failed, "agent-lost");
        Assert.Equal([$"{running:N}"], Directory.EnumerateFileSystemEntries(server.Payload).Select(Path.GetFileName));

        async Task After(TimeSpan time, Guid id, CalculationState state, string reason)
        {
            Assert.NotEqual(state, (await host.Status(id)).State);
            server.Clock.Advance(time);
            await Eventually.True(async () => (await host.Status(id)).State == state, $"{id} becomes {state}");
            Assert.Equal(reason, (await host.Status(id)).Reason?.Code);
        }
    }

    [Fact]
    public async Task Deletions_that_were_left_undone_are_finished_at_the_next_start()
    {
        await using var server = await BrokerServer.Start();
        using var host = await server.Host();
        var kept = await host.Register(Steps.Request() with { Inputs = [Content.Declare("in", Content.Of("x"))] });
        await host.Upload(Routes.Inputs(kept), "in", Content.Of("x"));
        var cancelled = await host.Register(Steps.Request());
        await host.Post(Routes.Action(cancelled, "cancel")).Status();
        var collected = await host.Register(Steps.Request());
        await host.Post(Routes.Action(collected, "cancel")).Status();
        await host.Post(Routes.Action(collected, "collect")).Status();
        await server.Down();
        Leave(cancelled, "input-0.part");
        Leave(cancelled, "stdout");
        Leave(collected, "output-0");
        Leave(Guid.NewGuid(), "input-0");
        await server.Up();

        var left = Directory.EnumerateFiles(server.Payload, "*", SearchOption.AllDirectories);
        Assert.Equal(
            new[] { $"{kept:N}/input-0", $"{cancelled:N}/stdout" }.Order(),
            left.Select(file => Path.GetRelativePath(server.Payload, file)).Order());

        void Leave(Guid calculation, string name)
        {
            var folder = Directory.CreateDirectory(Path.Combine(server.Payload, $"{calculation:N}"));
            File.WriteAllText(Path.Combine(folder.FullName, name), "left");
        }
    }
}
