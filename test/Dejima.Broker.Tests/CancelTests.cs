using Dejima.Broker.Tests.Harness;
using Dejima.Contracts.Calculations;
using Dejima.Contracts.Errors;
using Dejima.Contracts.Http;
using Dejima.Contracts.Leases;

namespace Dejima.Broker.Tests;

public sealed class CancelTests
{
    [Fact]
    public async Task What_no_agent_has_is_cancelled_at_once()
    {
        await using var server = await BrokerServer.Start();
        using var host = await server.Host();
        using var agent = await server.Agent();
        var registered = await host.Register(Steps.Request());
        var waiting = await host.Register(Steps.Request());
        await host.Post(Routes.Action(waiting, "release")).Status();
        foreach (var id in new[] { registered, waiting })
            Assert.Equal(CalculationState.Cancelled, (await Cancel(host, id)).State);
        await agent.AskForWork().Is(System.Net.HttpStatusCode.NoContent);
        await host.Post(Routes.Action(registered, "release")).Refused(ErrorCode.WrongState);
    }

    [Fact]
    public async Task A_claimed_calculation_is_not_started_any_more()
    {
        await using var server = await BrokerServer.Start();
        using var host = await server.Host();
        using var agent = await server.Agent();
        var id = (await host.Hand(agent, Steps.Request())).Calculation;
        Assert.True((await Cancel(host, id)).CancelRequested);
        await agent.Report(id, "start", 1).Refused(ErrorCode.CancelRequested);
        await agent.End(id, 1, new EndReport { Cancelled = true }).Status();
        var ended = await agent.Report(id, "complete", 1).Status();
        Assert.Equal((CalculationState.Cancelled, "cancelled"), (ended.State, ended.Reason?.Code));
    }

    [Fact]
    public async Task The_agent_of_a_running_calculation_hears_of_it_at_once()
    {
        await using var server = await BrokerServer.Start();
        using var host = await server.Host();
        using var agent = await server.Agent();
        var id = (await host.HandAndStart(agent, Steps.Request())).Calculation;
        var renewing = agent.Post(Routes.Action(id, "lease") + "?wait=30", Party.Epoch(1));
        await Eventually.True(() => server.Log.Lines.Any(line => line.Contains("/lease", StringComparison.Ordinal)), "the agent waits");
        await Cancel(host, id);
        Assert.True((await renewing.Read<LeaseRenewal>()).CancelRequested);
        await agent.End(id, 1, new EndReport { Cancelled = true, ExitCode = 143 }).Status();
        await agent.Report(id, "complete", 1).Status();
        var ended = await host.Status(id);
        Assert.Equal((CalculationState.Cancelled, false, 143), (ended.State, ended.CancelRequested, ended.ExitCode));
        Assert.Equal(CalculationState.Cancelled, (await Cancel(host, id)).State);
    }

    [Fact]
    public async Task While_results_are_returned_a_cancel_needs_no_outputs_any_more()
    {
        await using var server = await BrokerServer.Start();
        using var host = await server.Host();
        using var agent = await server.Agent();
        var id = (await host.HandAndStart(agent, Steps.Request("demo-site", "out"))).Calculation;
        await agent.End(id, 1, Steps.Ended(Content.Declare("out", Content.Random(10)))).Status();
        await Cancel(host, id);
        Assert.Equal(CalculationState.Cancelled, (await agent.Report(id, "complete", 1).Status()).State);
    }

    [Fact]
    public async Task A_renewal_answers_before_half_the_lease_is_over()
    {
        await using var server = await BrokerServer.Start();
        using var host = await server.Host();
        using var agent = await server.Agent();
        var id = (await host.HandAndStart(agent, Steps.Request())).Calculation;
        var started = server.Clock.GetUtcNow();
        var renewing = agent.Post(Routes.Action(id, "lease") + "?wait=60", Party.Epoch(1));
        await Eventually.True(
            () =>
            {
                if (!renewing.IsCompleted)
                    server.Clock.Advance(TimeSpan.FromSeconds(1));
                return renewing.IsCompleted;
            },
            "the wait ends");
        Assert.False((await renewing.Read<LeaseRenewal>()).CancelRequested);
        Assert.True(server.Clock.GetUtcNow() - started >= TimeSpan.FromSeconds(30));
        Assert.Equal(CalculationState.Running, (await host.Status(id)).State);
    }

    private static Task<CalculationStatus> Cancel(Party host, Guid id) => host.Post(Routes.Action(id, "cancel")).Status();
}
