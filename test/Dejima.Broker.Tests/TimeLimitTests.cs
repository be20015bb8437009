using Dejima.Broker.Tests.Harness;
using Dejima.Contracts.Calculations;
using Dejima.Contracts.Errors;
using Dejima.Contracts.Http;
using Dejima.Contracts.Leases;

namespace Dejima.Broker.Tests;

/// <summary>The time limits of broker, site and caller meet at the broker, which keeps the shortest.</summary>
public sealed class TimeLimitTests
{
    private const string Limited = BrokerServer.UsualSites + """

        limits: { waiting: 3h, running: 1h, uncollected: 3h, lease: 2h }
        """;

    [Fact]
    public async Task A_site_tells_its_limits_when_its_agent_asks_for_work()
    {
        await using var server = await BrokerServer.Start(Limited);
        using var host = await server.Host();
        using var agent = await server.Agent();
        await Ask(agent, new SiteTimes(3600));
        var (sites, callers) = (await Waiting(host, null), await Waiting(host, 60));
        await Expired(server, host, callers, TimeSpan.FromMinutes(1), ReasonCode.NotClaimed, new TimeLimit(LimitSetter.Caller, 60));
        await Expired(server, host, sites, TimeSpan.FromMinutes(59), ReasonCode.NotClaimed, new TimeLimit(LimitSetter.Site, 3600));
        // Another policy from the next time on.
        await Ask(agent, new SiteTimes());
        var brokers = await Waiting(host, null);
        await Expired(server, host, brokers, TimeSpan.FromHours(3), ReasonCode.NotClaimed, new TimeLimit(LimitSetter.Broker, 3 * 3600));
    }

    [Fact]
    public async Task The_limits_outlast_a_restart()
    {
        await using var server = await BrokerServer.Start(Limited);
        using (var host = await server.Host())
        using (var agent = await server.Agent())
        {
            await Ask(agent, new SiteTimes(3600));
            await Waiting(host, null);
        }

        await server.Restart();
        using var later = await server.Host();
        var id = (await later.Get(Routes.Calculations).Statuses()).Single().Id;
        await Expired(server, later, id, TimeSpan.FromHours(1), ReasonCode.NotClaimed, new TimeLimit(LimitSetter.Site, 3600));
    }

    [Fact]
    public async Task A_run_that_the_site_does_not_stop_is_stopped_by_the_broker()
    {
        await using var server = await BrokerServer.Start(Limited);
        using var host = await server.Host();
        using var agent = await server.Agent();
        var claim = await host.HandAndStart(agent, Steps.Request());
        Assert.Equal(3600, claim.BrokerTimeoutSeconds);
        Assert.False((await agent.Report(claim.Calculation, "lease", 1).Renewal()).CancelRequested);
        server.Clock.Advance(TimeSpan.FromMinutes(61));
        await Eventually.True(
            async () => (await agent.Report(claim.Calculation, "lease", 1).Renewal()).CancelRequested, "its agent is told to stop it");
        await agent.End(claim.Calculation, 1, new EndReport { Cancelled = true }).Status();
        var ended = await agent.Report(claim.Calculation, "complete", 1).Status();
        Assert.Equal((CalculationState.Failed, ReasonCode.Timeout, new TimeLimit(LimitSetter.Broker, 3600)), (ended.State, ended.Reason?.Code, ended.Reason?.Limit));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    [InlineData(1e300)]
    public async Task A_limit_is_a_positive_time(double seconds)
    {
        await using var server = await BrokerServer.Start(Limited);
        using var host = await server.Host();
        using var agent = await server.Agent();
        foreach (var request in new[] { Steps.Request() with { WaitingSeconds = seconds }, Steps.Request() with { UncollectedSeconds = seconds } })
            await host.Put(Routes.Calculation(Guid.NewGuid()), request).Refused(ErrorCode.MalformedRequest);
        await agent.Put(Routes.Claim("demo-site", Guid.NewGuid(), 0), new ClaimRequest(Guid.NewGuid(), "1.0", new SiteTimes(seconds)))
            .Refused(ErrorCode.MalformedRequest);
    }

    private static async Task Ask(Party agent, SiteTimes times)
    {
        using var nothing = await agent.Put(Routes.Claim("demo-site", Guid.NewGuid(), 0), new ClaimRequest(Guid.NewGuid(), "1.0", times))
            .Is(System.Net.HttpStatusCode.NoContent);
    }

    private static async Task<Guid> Waiting(Party host, double? seconds)
    {
        var id = await host.Register(Steps.Request() with { WaitingSeconds = seconds });
        await host.Post(Routes.Action(id, "release")).Status();
        return id;
    }

    private static async Task Expired(BrokerServer server, Party host, Guid id, TimeSpan after, string code, TimeLimit limit)
    {
        Assert.Equal(CalculationState.Waiting, (await host.Status(id)).State);
        server.Clock.Advance(after);
        await Eventually.True(async () => (await host.Status(id)).State == CalculationState.Expired, $"{id} expires");
        var reason = (await host.Status(id)).Reason;
        Assert.Equal((code, limit), (reason?.Code, reason?.Limit));
    }
}
