using Dejima.Contracts.Calculations;
using Dejima.Broker.Api;
using Dejima.Broker.Payloads;
using Dejima.Core.Calculations;
using Microsoft.EntityFrameworkCore;

namespace Dejima.Broker.Storage;

/// <summary>The calculations: every change is load, decide, save, then effects.</summary>
internal sealed class CalculationStore(
    CommitQueue queue,
    IDbContextFactory<BrokerContext> databases,
    CalculationCache cache,
    PayloadStore payloads,
    Admission admission,
    Effects effects,
    TimeProvider time)
{
    /// <summary>The calculation; null when there is none.</summary>
    public async ValueTask<StoredCalculation?> Find(Guid id, CancellationToken cancellation)
    {
        if (cache.Find(id) is { } cached)
            return cached;
        await using var database = await databases.CreateDbContextAsync(cancellation);
        var row = await database.Calculations.AsNoTracking().FirstOrDefaultAsync(row => row.Id == id, cancellation);
        if (row is null)
            return null;
        var stored = CalculationRows.Read(row);
        cache.Keep(stored);
        return stored;
    }

    /// <summary>Registers it, unless the id is taken.</summary>
    /// <returns>What is stored under the id now, and whether that is new.</returns>
    /// <exception cref="RefusedException">A quota is used up.</exception>
    public async Task<(StoredCalculation Stored, bool Created)> Register(Calculation calculation, string fingerprint)
    {
        var (stored, created) = await queue.Run(async (ledger, cancellation) =>
        {
            if (await ledger.Find(calculation.Id, cancellation) is { } known)
                return (known, false);
            admission.Check(calculation);
            // What lies there is of another life of this id, and must not be taken for what is sent now.
            if (payloads.IsPresent(calculation.Id))
                payloads.TakeAway(calculation.Id);
            return (await ledger.Add(calculation, fingerprint, cancellation), true);
        });
        // On a repetition too: the first one may have been cut off, or refused by a full disk, between the two.
        if (stored.Value.State == CalculationState.Registered)
            payloads.Create(stored.Id);
        return (stored, created);
    }

    /// <summary>Lets something happen to a calculation that is there.</summary>
    /// <exception cref="RefusedException">The state machine said no, or there is no room for the outputs.</exception>
    public async Task<StoredCalculation> Apply(Guid id, CalculationEvent occurred)
    {
        var (stored, decision) = await queue.Run(async (ledger, cancellation) =>
        {
            var before = await ledger.Find(id, cancellation) ?? throw Problems.UnknownCalculation();
            return await Decide(ledger, before, occurred, time.GetUtcNow(), admission, cancellation);
        });
        if (decision is not null)
            effects.CarryOut(stored, decision.Effects);
        return stored;
    }

    /// <summary>Decides and saves within a transaction. The decision is null when it changed nothing.</summary>
    /// <exception cref="RefusedException">The state machine said no, or <paramref name="admission"/> did.</exception>
    public static async Task<(StoredCalculation Stored, Decision? Decision)> Decide(
        Ledger ledger,
        StoredCalculation before,
        CalculationEvent occurred,
        DateTimeOffset now,
        Admission? admission,
        CancellationToken cancellation)
    {
        var decision = CalculationMachine.Decide(before.Value, occurred, now);
        if (decision.Refusal is { } refusal)
            throw Problems.Of(refusal, before.Value.State);
        admission?.CheckOutputs(before.Value, decision.Calculation);
        return ReferenceEquals(decision.Calculation, before.Value)
            ? (before, null)
            : (await ledger.Save(before, decision.Calculation, cancellation), decision);
    }
}
