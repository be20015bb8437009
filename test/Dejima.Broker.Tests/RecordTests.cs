using System.Net;
using Dejima.Broker.Tests.Harness;
using Dejima.Contracts.Calculations;
using Dejima.Contracts.Errors;
using Dejima.Contracts.Http;

namespace Dejima.Broker.Tests;

/// <summary>Records are kept for as long as <c>limits.records</c> says, and then forgotten.</summary>
public sealed class RecordTests
{
    [Fact]
    public async Task Old_records_of_what_has_ended_are_forgotten_and_their_ids_are_free_again()
    {
        await using var server = await BrokerServer.Start(BrokerServer.UsualSites + "\n\nlimits: { records: 10s }");
        Guid old, waiting, recent;
        using (var host = await server.Host())
        {
            old = await Collected(host);
            waiting = await host.Register(Steps.Request());
            await host.Post(Routes.Action(waiting, "release")).Status();
            server.Clock.Advance(TimeSpan.FromSeconds(9));
            recent = await Collected(host);
            await server.Restart();
        }

        using (var host = await server.Host())
            Assert.Equal(CalculationState.Collected, (await host.Status(old)).State);
        server.Clock.Advance(TimeSpan.FromSeconds(1));
        await server.Restart();
        using var later = await server.Host();
        await later.Get(Routes.Calculation(old)).Refused(ErrorCode.UnknownCalculation);
        Assert.Equal(CalculationState.Collected, (await later.Status(recent)).State);
        Assert.Equal(CalculationState.Waiting, (await later.Status(waiting)).State);
        await later.Put(Routes.Calculation(old), Steps.Request("far-site")).Is(HttpStatusCode.Created);
    }

    [Fact]
    public async Task More_than_fit_into_one_transaction_are_forgotten_too_while_the_broker_serves()
    {
        await using var server = await BrokerServer.Start(BrokerServer.UsualSites + "\n\nlimits: { records: 10s }");
        using var host = await server.Host();
        await Task.WhenAll(Enumerable.Range(0, 16).Select(async _ =>
        {
            for (var n = 0; n < 40; n++)
                await Collected(host);
        }));
        server.Clock.Advance(TimeSpan.FromSeconds(10));
        var records = (Storage.RecordSweep)server.Services.GetService(typeof(Storage.RecordSweep))!;
        await records.Run(TestContext.Current.CancellationToken);
        Assert.Empty(await host.Get(Routes.Calculations).Read<IReadOnlyList<CalculationStatus>>());
        await Collected(host);
    }

    [Fact]
    public async Task A_record_is_not_forgotten_before_its_payload()
    {
        await using var server = await BrokerServer.Start(BrokerServer.UsualSites + "\n\nlimits: { records: 10s }");
        using var host = await server.Host();
        var id = await Collected(host);
        LeftoverTests.Leave(server, id, "output-0", 5);
        // Shorter than the time between two sweeps, which would take the payload away first.
        server.Clock.Advance(TimeSpan.FromSeconds(10));
        var records = (Storage.RecordSweep)server.Services.GetService(typeof(Storage.RecordSweep))!;
        await records.Run(TestContext.Current.CancellationToken);
        Assert.Equal(CalculationState.Collected, (await host.Status(id)).State);
        await server.Restart();
        Assert.Empty(Directory.EnumerateFileSystemEntries(server.Payload));
        using var later = await server.Host();
        await later.Get(Routes.Calculation(id)).Refused(ErrorCode.UnknownCalculation);
    }

    private static async Task<Guid> Collected(Party host)
    {
        var id = await host.Register(Steps.Request());
        await host.Post(Routes.Action(id, "cancel")).Status();
        await host.Post(Routes.Action(id, "collect")).Status();
        return id;
    }
}
