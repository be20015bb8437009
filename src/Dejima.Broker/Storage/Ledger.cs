using Dejima.Contracts.Calculations;
using Dejima.Core.Calculations;
using Microsoft.EntityFrameworkCore;

namespace Dejima.Broker.Storage;

/// <summary>What one transaction sees and changes. Others see it once the transaction is durable.</summary>
internal sealed class Ledger(BrokerContext database, CalculationWriter writer, CalculationCache cache, WaitingRoom room, Tally tally)
{
    private readonly Dictionary<Guid, StoredCalculation> _changed = [];
    private readonly Stack<(Calculation? Before, Calculation After)> _counted = [];

    /// <summary>For everything that is no calculation.</summary>
    public BrokerContext Database => database;

    /// <summary>The calculation as this transaction sees it; null when there is none.</summary>
    public async ValueTask<StoredCalculation?> Find(Guid id, CancellationToken cancellation)
    {
        if (_changed.TryGetValue(id, out var changed))
            return changed;
        if (cache.Find(id) is { } cached)
            return cached;
        var row = await database.Calculations.AsNoTracking().FirstOrDefaultAsync(row => row.Id == id, cancellation);
        return row is null ? null : CalculationRows.Read(row);
    }

    /// <summary>What a claim got, as this transaction sees it, unless it is further on by now; null when nothing.</summary>
    public async ValueTask<StoredCalculation?> OfClaim(Guid claim, CancellationToken cancellation)
    {
        var id = _changed.Values.FirstOrDefault(stored => IsOf(stored, claim))?.Id ?? room.OfClaim(claim);
        return id is { } known && await Find(known, cancellation) is { } got && IsOf(got, claim) ? got : null;
    }

    /// <summary>Adds a calculation.</summary>
    public async Task<StoredCalculation> Add(Calculation calculation, string fingerprint, CancellationToken cancellation)
    {
        var first = CalculationRows.First(calculation, fingerprint);
        await writer.Insert(first.Row, cancellation);
        Count(null, calculation);
        return _changed[calculation.Id] = first;
    }

    /// <summary>Stores a change, unless someone else changed the row since <paramref name="before"/> was read.</summary>
    /// <exception cref="DbUpdateConcurrencyException">Someone did.</exception>
    public async Task<StoredCalculation> Save(StoredCalculation before, Calculation after, CancellationToken cancellation)
    {
        var next = CalculationRows.Next(before, after);
        _changed[next.Id] = next;
        await writer.Update(next.Row, before.Row.Revision, cancellation);
        Count(before.Value, after);
        return next;
    }

    /// <summary>Lets everyone see the changes; they are durable.</summary>
    public void Publish()
    {
        foreach (var stored in _changed.Values)
        {
            cache.Keep(stored);
            room.See(stored);
        }
    }

    /// <summary>The transaction failed: what the cache says about these may be old.</summary>
    public void Discard()
    {
        foreach (var id in _changed.Keys)
            cache.Forget(id);
        while (_counted.TryPop(out var counted))
            tally.Move(counted.After, counted.Before);
    }

    // At once, so that the next change of this very transaction finds it counted.
    private void Count(Calculation? before, Calculation after)
    {
        if (before?.State == after.State)
            return;
        tally.Move(before, after);
        _counted.Push((before, after));
    }

    private static bool IsOf(StoredCalculation stored, Guid claim) =>
        stored.Value.State is CalculationState.Claimed && stored.Value.Lease?.Claim == claim;
}
