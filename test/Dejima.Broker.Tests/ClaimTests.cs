using System.Net;
using Dejima.Broker.Tests.Harness;
using Dejima.Contracts.Calculations;
using Dejima.Contracts.Http;
using Dejima.Contracts.Leases;

namespace Dejima.Broker.Tests;

public sealed class ClaimTests
{
    [Fact]
    public async Task Racing_agents_get_each_calculation_exactly_once()
    {
        const int Calculations = 40;
        await using var server = await BrokerServer.Start();
        using var host = await server.Host();
        using var agent = await server.Agent();
        var registered = await Task.WhenAll(Enumerable.Range(0, Calculations).Select(async _ =>
        {
            var id = await host.Register(Steps.Request());
            await host.Post(Routes.Action(id, "release")).Status();
            return id;
        }));

        var claims = await Task.WhenAll(Enumerable.Range(0, 2 * Calculations).Select(async _ =>
        {
            using var answer = await agent.AskForWork();
            return answer.StatusCode == HttpStatusCode.NoContent ? null : await Task.FromResult(answer).Claimed();
        }));
        Assert.Equal(registered.Order(), claims.OfType<Claim>().Select(claim => claim.Calculation).Order());
        Assert.All(claims.OfType<Claim>(), claim => Assert.Equal(1, claim.Epoch));
    }

    [Fact]
    public async Task The_oldest_release_comes_first_and_only_for_served_users_and_offered_commands()
    {
        await using var server = await BrokerServer.Start();
        using var alice = await server.Host();
        using var bob = await server.Host("bob");
        using var agent = await server.Agent();
        var first = await Release(alice, "other");
        var second = await Release(bob, "solve");
        var third = await Release(alice, "solve");
        server.Configure("sites: { demo-site: { commands: [solve], users: [alice] } }");
        await Eventually.True(() => Reloaded(server), "the change is noticed");
        Assert.Equal(third, (await agent.AskForWork().Claimed()).Calculation);
        await agent.AskForWork().Is(HttpStatusCode.NoContent);

        server.Configure(BrokerServer.UsualSites);
        await Eventually.True(() => Reloaded(server), "the change is noticed");
        Assert.Equal(first, (await agent.AskForWork().Claimed()).Calculation);
        Assert.Equal(second, (await agent.AskForWork().Claimed()).Calculation);

        async Task<Guid> Release(Party host, string command)
        {
            var id = await host.Register(Steps.Request() with { Command = command });
            server.Clock.Advance(TimeSpan.FromMilliseconds(1));
            await host.Post(Routes.Action(id, "release")).Status();
            return id;
        }
    }

    [Fact]
    public async Task An_idle_agent_is_given_work_the_moment_it_is_released()
    {
        await using var server = await BrokerServer.Start();
        using var host = await server.Host();
        using var agent = await server.Agent();
        var asking = agent.AskForWork(wait: 60);
        var id = await host.Register(Steps.Request());
        await Eventually.True(async () => (await host.Status(id)).SiteSeenAt is not null, "the agent asks");
        Assert.False(asking.IsCompleted);
        await host.Post(Routes.Action(id, "release")).Status();
        // The clock stands still: only the release can have ended the wait.
        Assert.Equal(id, (await asking.Claimed()).Calculation);
    }

    [Fact]
    public async Task With_nothing_to_do_the_answer_comes_after_the_wait()
    {
        await using var server = await BrokerServer.Start();
        using var agent = await server.Agent();
        var asking = agent.AskForWork(wait: 600);
        await Eventually.True(
            () =>
            {
                server.Clock.Advance(TimeSpan.FromSeconds(5));
                return asking.IsCompleted;
            },
            "the wait ends");
        await asking.Is(HttpStatusCode.NoContent);
    }

    [Fact]
    public async Task A_long_poll_of_the_status_ends_with_the_next_change()
    {
        await using var server = await BrokerServer.Start();
        using var host = await server.Host();
        var id = await host.Register(Steps.Request());
        var version = (await host.Status(id)).Version;
        var polling = host.Get(Routes.CalculationAfter(id, version, 60));
        await host.Post(Routes.Action(id, "release")).Status();
        var seen = await polling.Status();
        Assert.Equal(CalculationState.Waiting, seen.State);
        Assert.True(seen.Version > version);
        Assert.Equal(seen.Version, (await host.Get(Routes.CalculationAfter(id, version, 60)).Status()).Version);
    }

    private static bool Reloaded(BrokerServer server)
    {
        server.Clock.Advance(TimeSpan.FromSeconds(2));
        var expected = File.ReadAllText(server.ConfigFile).Contains("bob", StringComparison.Ordinal);
        var now = (Configuration.CurrentConfiguration)server.Services.GetService(typeof(Configuration.CurrentConfiguration))!;
        return now.Now.Sites["demo-site"].Users.Contains("bob") == expected;
    }
}
