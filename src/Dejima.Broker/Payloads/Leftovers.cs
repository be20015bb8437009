using System.Runtime.CompilerServices;
using Dejima.Broker.Storage;
using Dejima.Contracts.Calculations;
using Microsoft.EntityFrameworkCore;

namespace Dejima.Broker.Payloads;

/// <summary>
/// Finds what lies in the data folder and belongs to nobody, and removes it: used by the broker and, at the same time
/// perhaps, by <c>dejima-broker gc</c>. Whether it still belongs to nobody is asked again within a transaction that
/// writes; nobody can register a calculation before that has ended, and by then the folder has another name.
/// </summary>
/// <param name="data">The data folder.</param>
/// <param name="payloads">Its payloads.</param>
/// <param name="databases">Opens the database.</param>
/// <param name="time">The clock.</param>
internal sealed class Leftovers(
    string data, PayloadStore payloads, Func<CancellationToken, Task<BrokerContext>> databases, TimeProvider time)
{
    // A probe lives for a moment, unless its broker was killed in that moment.
    private static readonly TimeSpan ProbeLives = TimeSpan.FromHours(1);

    /// <summary>What there is.</summary>
    public async IAsyncEnumerable<Leftover> Find([EnumeratorCancellation] CancellationToken cancellation)
    {
        // The folders are listed first: one that is made meanwhile belongs to a row that is there already.
        var present = payloads.Present().ToList();
        await using (var database = await databases(cancellation))
        {
            var kept = await CalculationQueries.WithPayload(database, cancellation);
            foreach (var calculation in present)
            {
                CalculationState? state = kept.TryGetValue(calculation, out var known) ? known : await StateOf(database, calculation, cancellation);
                foreach (var leftover in Of(calculation, state))
                    yield return leftover;
            }
        }

        foreach (var folder in payloads.Aside())
            yield return Sized(LeftoverKind.HalfDeleted, null, folder, "*");
        foreach (var probe in new DirectoryInfo(data).EnumerateFiles(".ready-*"))
        {
            if (probe.LastWriteTimeUtc < time.GetUtcNow().UtcDateTime - ProbeLives)
                yield return new Leftover(LeftoverKind.Probe, null, probe.FullName, 1, probe.Length);
        }
    }

    /// <summary>Removes it, unless it is needed by now.</summary>
    /// <returns>Whether it is gone.</returns>
    /// <exception cref="IOException">It cannot be removed.</exception>
    public async Task<bool> Remove(Leftover leftover, CancellationToken cancellation)
    {
        if (leftover.Kind == LeftoverKind.Probe)
            File.Delete(leftover.Path);
        else if (leftover.Kind == LeftoverKind.HalfDeleted)
            Directory.Delete(leftover.Path, recursive: true);
        else if (await TakeAway(leftover, cancellation) is { } aside)
            Directory.Delete(aside, recursive: true);
        else
            return false;
        return true;
    }

    // Null when it is needed by now, else where what was taken away is; renaming takes no time, deleting may.
    private async Task<string?> TakeAway(Leftover leftover, CancellationToken cancellation)
    {
        var id = leftover.Calculation!.Value;
        await using var database = await databases(cancellation);
        await using var transaction = await database.Database.BeginTransactionAsync(cancellation);
        var state = await StateOf(database, id, cancellation);
        return Of(id, state).Any(still => still.Kind == leftover.Kind)
            ? payloads.TakeAway(id, Patterns.GetValueOrDefault(leftover.Kind))
            : null;
    }

    private IEnumerable<Leftover> Of(Guid calculation, CalculationState? state)
    {
        var folder = payloads.FolderOf(calculation);
        if (state is null or CalculationState.Collected or CalculationState.Expired)
            return [Sized(state is null ? LeftoverKind.NoCalculation : LeftoverKind.Forgotten, calculation, folder, "*")];
        return state.Value.HasEnded()
            ? Patterns.Select(pattern => Sized(pattern.Key, calculation, folder, pattern.Value)).Where(found => found.Files > 0)
            : [];
    }

    private static Dictionary<LeftoverKind, string> Patterns { get; } = new()
    {
        [LeftoverKind.Inputs] = "input-*",
        [LeftoverKind.Uploads] = "output-*.part",
    };

    private static async Task<CalculationState?> StateOf(BrokerContext database, Guid id, CancellationToken cancellation) =>
        await database.Calculations.Where(row => row.Id == id).Select(row => (CalculationState?)row.State).FirstOrDefaultAsync(cancellation);

    private static Leftover Sized(LeftoverKind kind, Guid? calculation, string folder, string pattern)
    {
        try
        {
            var files = new DirectoryInfo(folder).EnumerateFiles(pattern, SearchOption.AllDirectories).Select(file => file.Length).ToList();
            return new Leftover(kind, calculation, folder, files.Count, files.Sum());
        }
        catch (Exception gone) when (gone is DirectoryNotFoundException or FileNotFoundException)
        {
            // The running broker was faster.
            return new Leftover(kind, calculation, folder, 0, 0);
        }
    }
}
