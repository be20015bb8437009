using System.Text.Json;
using Dejima.Broker.Tests.Harness;
using Dejima.Contracts.Calculations;
using Dejima.Contracts.Http;

namespace Dejima.Broker.Tests;

/// <summary>Who waits is told why: whether an agent is there, and since when it is not.</summary>
public sealed class PresenceTests
{
    [Fact]
    public async Task A_site_that_never_had_an_agent_says_so_at_registration_and_release()
    {
        await using var server = await BrokerServer.Start();
        using var host = await server.Host();
        var id = Guid.NewGuid();
        var registered = await host.Put(Routes.Calculation(id), Steps.Request()).Status(System.Net.HttpStatusCode.Created);
        Assert.Equal(new QueueStatus(AgentPresence.Absent, 0, 0), registered.Queue);
        var released = await host.Post(Routes.Action(id, "release")).Status();
        Assert.Equal(new QueueStatus(AgentPresence.Absent, 0, 0), released.Queue);
    }

    [Fact]
    public async Task An_agent_that_asks_is_present_and_one_that_breaks_off_is_absent_since_then()
    {
        await using var server = await BrokerServer.Start();
        using var host = await server.Host();
        var id = await host.Register(Steps.Request());
        var came = server.Clock.GetUtcNow();
        var agent = await server.Agent();
        var asking = agent.AskForWork(wait: 60);
        await Eventually.True(async () => (await Queue(host, id)).Agent == AgentPresence.Present, "the agent is seen");
        Assert.Equal(came, (await Queue(host, id)).Since);

        server.Clock.Advance(TimeSpan.FromSeconds(20));
        var left = server.Clock.GetUtcNow();
        agent.Dispose();
        await Eventually.True(async () => (await Queue(host, id)).Agent == AgentPresence.Absent, "its absence is seen");
        Assert.Equal(left, (await Queue(host, id)).Since);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => asking);
    }

    [Fact]
    public async Task Between_two_polls_an_agent_is_still_there()
    {
        await using var server = await BrokerServer.Start();
        using var host = await server.Host();
        using var agent = await server.Agent();
        var id = await host.Register(Steps.Request());
        await agent.AskForWork().Is(System.Net.HttpStatusCode.NoContent);
        var seen = server.Clock.GetUtcNow();
        server.Clock.Advance(TimeSpan.FromSeconds(9));
        Assert.Equal(AgentPresence.Present, (await Queue(host, id)).Agent);
        server.Clock.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(new QueueStatus(AgentPresence.Absent, 0, 0, seen), await Queue(host, id));
    }

    [Fact]
    public async Task An_agent_whose_hands_are_full_is_present_while_it_renews()
    {
        await using var server = await BrokerServer.Start();
        using var host = await server.Host();
        using var agent = await server.Agent();
        var running = (await host.HandAndStart(agent, Steps.Request())).Calculation;
        var waits = await host.Register(Steps.Request());
        server.Clock.Advance(TimeSpan.FromSeconds(15));
        Assert.Equal(AgentPresence.Absent, (await Queue(host, waits)).Agent);
        await agent.Post(Routes.Action(running, "lease"), Party.Epoch(1)).Is(System.Net.HttpStatusCode.OK);
        Assert.Equal(AgentPresence.Present, (await Queue(host, waits)).Agent);
    }

    [Fact]
    public async Task Who_is_ahead_and_what_is_computed_is_counted_and_stays_so_after_a_restart()
    {
        await using var server = await BrokerServer.Start();
        using var host = await server.Host();
        using var bob = await server.Host("bob");
        using var agent = await server.Agent();
        await host.HandAndStart(agent, Steps.Request());
        await host.Hand(agent, Steps.Request());
        var first = await Release(bob);
        var second = await Release(host);
        var registered = await host.Register(Steps.Request());
        await Release(host, "far-site");
        await Check(host, bob);

        await server.Restart();
        using var laterHost = await server.Host();
        using var laterBob = await server.Host("bob");
        await Check(laterHost, laterBob);
        await laterBob.Post(Routes.Action(first, "cancel")).Status();
        Assert.Equal(0, (await Queue(laterHost, second)).Ahead);

        async Task Check(Party alice, Party bob)
        {
            Assert.Equal((2, 0), Counts(await Queue(bob, first)));
            Assert.Equal((2, 1), Counts(await Queue(alice, second)));
            Assert.Equal((2, 2), Counts(await Queue(alice, registered)));
        }

        async Task<Guid> Release(Party by, string site = "demo-site")
        {
            var id = await by.Register(Steps.Request(site));
            server.Clock.Advance(TimeSpan.FromMilliseconds(1));
            await by.Post(Routes.Action(id, "release")).Status();
            return id;
        }
    }

    [Fact]
    public async Task Since_when_survives_a_restart_and_the_operator_sees_it_too()
    {
        await using var server = await BrokerServer.Start();
        var seen = server.Clock.GetUtcNow();
        using (var agent = await server.Agent())
            await agent.AskForWork().Is(System.Net.HttpStatusCode.NoContent);
        await Eventually.True(async () => await Listed(server) == ("present", 0, 0), "the operator sees it");
        server.Clock.Advance(TimeSpan.FromHours(1));
        await server.Restart();
        using var host = await server.Host();
        var id = await host.Register(Steps.Request());
        Assert.Equal(new QueueStatus(AgentPresence.Absent, 0, 0, seen), await Queue(host, id));
        Assert.Equal(seen, (await host.Status(id)).SiteSeenAt);
        await host.Post(Routes.Action(id, "release")).Status();
        Assert.Equal(1, (await Listed(server)).Waiting);
        var table = await BrokerProgram.Run(server.Folder, "site", "list", "--config", "broker.yaml");
        Assert.Contains("never seen", table.Output, StringComparison.Ordinal);
    }

    private static async Task<QueueStatus> Queue(Party host, Guid id) => (await host.Status(id)).Queue!;

    private static (int Busy, int Ahead) Counts(QueueStatus queue) => (queue.Busy, queue.Ahead);

    // As the program's own clock has it, which is not the test's.
    private static async Task<(string? Agent, int Waiting, int Busy)> Listed(BrokerServer server)
    {
        var (exitCode, output, error) = await BrokerProgram.Run(server.Folder, "site", "list", "--config", "broker.yaml", "--json");
        Assert.True(exitCode == 0, error);
        var site = JsonDocument.Parse(output).RootElement.EnumerateArray().Single(site => site.GetProperty("name").GetString() == "demo-site");
        return (site.GetProperty("agent").GetString(), site.GetProperty("waiting").GetInt32(), site.GetProperty("busy").GetInt32());
    }
}
