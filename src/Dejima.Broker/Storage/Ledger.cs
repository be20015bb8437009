using Dejima.Core.Calculations;
using Microsoft.EntityFrameworkCore;

namespace Dejima.Broker.Storage;

/// <summary>What one transaction sees and changes. Others see it once the transaction is durable.</summary>
internal sealed class Ledger(BrokerContext database, CalculationCache cache)
{
    private readonly Dictionary<Guid, StoredCalculation> _changed = [];

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

    /// <summary>Adds a calculation.</summary>
    public async Task<StoredCalculation> Add(Calculation calculation, string fingerprint, CancellationToken cancellation)
    {
        var first = CalculationRows.First(calculation, fingerprint);
        database.Calculations.Add(first.Row);
        await database.SaveChangesAsync(cancellation);
        database.ChangeTracker.Clear();
        return _changed[calculation.Id] = first;
    }

    /// <summary>Stores a change, unless someone else changed the row since <paramref name="before"/> was read.</summary>
    /// <exception cref="DbUpdateConcurrencyException">Someone did.</exception>
    public async Task<StoredCalculation> Save(StoredCalculation before, Calculation after, CancellationToken cancellation)
    {
        var next = CalculationRows.Next(before, after);
        _changed[next.Id] = next;
        // The tracked instance takes the new values, so the row of the cache must not be the one that is tracked.
        var tracked = (CalculationRow)database.Entry(before.Row).CurrentValues.ToObject();
        database.Attach(tracked).CurrentValues.SetValues(next.Row);
        await database.SaveChangesAsync(cancellation);
        database.ChangeTracker.Clear();
        return next;
    }

    /// <summary>Lets everyone see the changes; they are durable.</summary>
    public void Publish()
    {
        foreach (var stored in _changed.Values)
            cache.Keep(stored);
    }

    /// <summary>The transaction failed: what the cache says about these may be old.</summary>
    public void Discard()
    {
        foreach (var id in _changed.Keys)
            cache.Forget(id);
    }
}
