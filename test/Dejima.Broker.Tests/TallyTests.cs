using System.Net;
using Dejima.Broker.Access;
using Dejima.Broker.Storage;
using Dejima.Broker.Tests.Harness;
using Dejima.Contracts.Calculations;
using Dejima.Contracts.Errors;
using Dejima.Contracts.Http;
using Dejima.Core.Calculations;
using Microsoft.Extensions.DependencyInjection;

namespace Dejima.Broker.Tests;

/// <summary>What is counted is what is there: under races, after failures and after a restart.</summary>
public sealed class TallyTests
{
    [Fact]
    public async Task Of_many_who_come_at_once_exactly_as_many_get_in_as_there_is_room_for()
    {
        const int Room = 7;
        await using var server = await QuotaTests.Start($"waiting-per-user: {Room}, total-size: 90");
        using var host = await server.Host();
        using var bob = await server.Host("bob");
        var codes = await Task.WhenAll(Enumerable.Range(0, 60).Select(async n =>
        {
            // Of alice's no more than 7 fit, whatever they bring; of bob's, with 20 bytes each, no more than 4.
            using var answer = await QuotaTests.Ask(n % 2 == 0 ? host : bob, n % 2 == 0 ? 0 : 20);
            return (ByAlice: n % 2 == 0, answer.StatusCode);
        }));
        Assert.Equal(Room, codes.Count(code => code is { ByAlice: true, StatusCode: HttpStatusCode.Created }));
        Assert.Equal(4, codes.Count(code => code is { ByAlice: false, StatusCode: HttpStatusCode.Created }));
        Assert.Equal(30 - Room, codes.Count(code => code.StatusCode == HttpStatusCode.TooManyRequests));
        Assert.Equal(26, codes.Count(code => code.StatusCode == HttpStatusCode.InsufficientStorage));
        Assert.Equal(Room + 4, Directory.EnumerateDirectories(server.Payload).Count());
        Assert.Equal(new Share(Room + 4, 0, 80), QuotaTests.TallyOf(server).All);
    }

    [Fact]
    public async Task It_is_the_same_after_a_restart_whatever_state_calculations_are_in()
    {
        await using var server = await QuotaTests.Start("user-size: 1000");
        Guid givenUp;
        using (var host = await server.Host())
        using (var bob = await server.Host("bob"))
        using (var agent = await Agents(server))
        {
            await host.Register(QuotaTests.Sized(1));
            await Release(bob, QuotaTests.Sized(2));
            await agent.AskForWork().Claimed();
            await Release(host, QuotaTests.Sized(4));
            await host.HandAndStart(agent, Steps.Request("far-site"));
            givenUp = await Ended(host, agent, 8);
            await agent.End(givenUp, 1, new EndReport { Reason = new Reason("output-unfit", "gone") }).Status();
            await Ended(host, agent, 16);
            await Complete(agent, await Ended(host, agent, 32), 32);
            var collected = await Ended(host, agent, 64);
            await Complete(agent, collected, 64);
            await host.Post(Routes.Action(collected, "collect")).Status();
        }

        var before = Seen(server);
        Assert.Equal(new Share(2, 4, 1 + 2 + 4 + 8 + 16 + 32), before.All);
        await server.Restart();
        Assert.Equal(before, Seen(server));
        using var later = await server.Host();
        await later.Register(QuotaTests.Sized(1000 - (int)before.Alice.Bytes));
        await QuotaTests.Ask(later, 1).Refused(ErrorCode.QuotaUserSize);
        await server.Restart();
        using var last = await server.Host();
        using var agents = await Agents(server);
        await QuotaTests.Ask(last, 1).Refused(ErrorCode.QuotaUserSize);
        // What its agent could not return is not waited for after the restarts either.
        Assert.Equal(CalculationState.Failed, (await agents.Report(givenUp, "complete", 1).Status()).State);
    }

    [Fact]
    public async Task What_is_rolled_back_was_never_counted()
    {
        await using var server = await QuotaTests.Start("waiting-per-user: 1");
        using var host = await server.Host();
        var queue = server.Services.GetRequiredService<CommitQueue>();
        var request = QuotaTests.Sized(5);
        await Assert.ThrowsAsync<InvalidOperationException>(() => queue.Run<bool>(async (ledger, cancellation) =>
        {
            var added = await ledger.Add(
                Calculation.Register(Guid.NewGuid(), "alice", request, new Limits(), server.Clock.GetUtcNow()), "fingerprint", cancellation);
            await ledger.Save(added, added.Value with { State = CalculationState.Cancelled }, cancellation);
            throw new InvalidOperationException("the transaction fails");
        }));
        Assert.Equal(default, QuotaTests.TallyOf(server).All);
        await host.Register(Steps.Request());
    }

    private static (Share Alice, Share Bob, Share Site, Share All) Seen(BrokerServer server) => QuotaTests.TallyOf(server) is var tally
        ? (tally.OfUser("alice"), tally.OfUser("bob"), tally.OfSite("demo-site"), tally.All)
        : default;

    private static Task<Party> Agents(BrokerServer server) =>
        server.Party("agents", Scope.SitePrefix + "demo-site", Scope.SitePrefix + "far-site");

    private static async Task Release(Party host, CalculationRequest request)
    {
        var id = await host.Register(request);
        await host.Upload(Routes.Inputs(id), "in", Content.Random((int)request.Inputs[0].Size));
        await host.Post(Routes.Action(id, "release")).Status();
    }

    private static async Task<Guid> Ended(Party host, Party agent, int size)
    {
        var id = (await host.HandAndStart(agent, Steps.Request("far-site", "out"))).Calculation;
        await agent.End(id, 1, Steps.Ended(Content.Declare("out", Content.Random(size)))).Status();
        return id;
    }

    private static async Task Complete(Party agent, Guid id, int size)
    {
        await agent.Upload(Routes.Outputs(id), "out", Content.Random(size), Party.Epoch(1));
        await agent.Report(id, "complete", 1).Status();
    }
}
