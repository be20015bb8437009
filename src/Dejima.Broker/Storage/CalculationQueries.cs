using System.Runtime.CompilerServices;
using Dejima.Contracts.Calculations;
using Microsoft.EntityFrameworkCore;

namespace Dejima.Broker.Storage;

/// <summary>Reads many calculations.</summary>
internal sealed class CalculationQueries(IDbContextFactory<BrokerContext> databases)
{
    /// <summary>The newest first, one after the other: a thousand of them may be large.</summary>
    /// <param name="user">Whose; null for everyone's.</param>
    /// <param name="limit">How many at most.</param>
    /// <param name="cancellation">Stops it.</param>
    public async IAsyncEnumerable<StoredCalculation> Newest(
        string? user, int limit, [EnumeratorCancellation] CancellationToken cancellation)
    {
        await using var database = await databases.CreateDbContextAsync(cancellation);
        var rows = database.Calculations.AsNoTracking()
            .Where(row => user == null || row.User == user)
            .OrderByDescending(row => row.RegisteredAt)
            .ThenBy(row => row.Id)
            .Take(limit);
        await foreach (var row in rows.AsAsyncEnumerable().WithCancellation(cancellation))
            yield return CalculationRows.Read(row);
    }

    /// <summary>Those that time alone changes by now.</summary>
    public async Task<IReadOnlyList<Guid>> Due(DueTimes times, int limit, CancellationToken cancellation)
    {
        await using var database = await databases.CreateDbContextAsync(cancellation);
        var (others, claimed, started) = (times.Others, times.Claimed ?? DateTimeOffset.MinValue, times.Started ?? DateTimeOffset.MinValue);
        var latest = new[] { others, claimed, started }.Max();
        return await database.Calculations
            .Where(row => row.DueAt != null && row.DueAt <= latest)
            .Where(row => row.State == CalculationState.Claimed ? row.DueAt <= claimed
                : row.State == CalculationState.Running || row.State == CalculationState.Returning ? row.DueAt <= started
                : row.DueAt <= others)
            .OrderBy(row => row.DueAt)
            .Take(limit)
            .Select(row => row.Id)
            .ToListAsync(cancellation);
    }

    /// <summary>All that may have a payload, one after the other.</summary>
    public static async IAsyncEnumerable<StoredCalculation> Kept(BrokerContext database)
    {
        var rows = database.Calculations.AsNoTracking()
            .Where(row => row.State != CalculationState.Collected && row.State != CalculationState.Expired);
        await foreach (var row in rows.AsAsyncEnumerable())
            yield return CalculationRows.Read(row);
    }

    /// <summary>Ids and states of all that may have a payload.</summary>
    public async Task<IReadOnlyDictionary<Guid, CalculationState>> WithPayload(CancellationToken cancellation)
    {
        await using var database = await databases.CreateDbContextAsync(cancellation);
        return await WithPayload(database, cancellation);
    }

    /// <summary>Likewise, of a database that is open.</summary>
    public static async Task<IReadOnlyDictionary<Guid, CalculationState>> WithPayload(BrokerContext database, CancellationToken cancellation) =>
        await database.Calculations
            .Where(row => row.State != CalculationState.Collected && row.State != CalculationState.Expired)
            .Select(row => new { row.Id, row.State })
            .ToDictionaryAsync(row => row.Id, row => row.State, cancellation);
}
