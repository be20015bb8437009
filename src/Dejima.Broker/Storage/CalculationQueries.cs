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
    /// <param name="now">UTC.</param>
    /// <param name="started">Whether those whose command was started count.</param>
    /// <param name="limit">At most so many.</param>
    /// <param name="cancellation">Ends the query.</param>
    public async Task<IReadOnlyList<Guid>> Due(DateTimeOffset now, bool started, int limit, CancellationToken cancellation)
    {
        await using var database = await databases.CreateDbContextAsync(cancellation);
        return await database.Calculations
            .Where(row => row.DueAt != null && row.DueAt <= now)
            .Where(row => started || (row.State != CalculationState.Running && row.State != CalculationState.Returning))
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
        return await database.Calculations
            .Where(row => row.State != CalculationState.Collected && row.State != CalculationState.Expired)
            .Select(row => new { row.Id, row.State })
            .ToDictionaryAsync(row => row.Id, row => row.State, cancellation);
    }
}
