using Dejima.Broker.Configuration;
using Dejima.Contracts.Calculations;
using Dejima.Core.Calculations;
using Microsoft.EntityFrameworkCore;

namespace Dejima.Broker.Storage;

/// <summary>Gives waiting calculations to agents, the oldest first and each to one agent only.</summary>
internal sealed class ClaimDesk(CommitQueue queue, Effects effects, TimeProvider time)
{
    /// <summary>
    /// The calculation that this claim got before, else the oldest that waits for the site. Only users whom the site
    /// serves and commands that it offers count, as the configuration has it now (design rule 5).
    /// </summary>
    /// <returns>Null when there is nothing to do.</returns>
    public async Task<StoredCalculation?> Claim(string name, SiteEntry site, CalculationEvent.Claim claim)
    {
        var (stored, decision) = await queue.Run(async (ledger, cancellation) =>
        {
            var id = await Repeated(ledger, name, claim.ClaimId, cancellation)
                ?? await Oldest(ledger, name, site, cancellation);
            return id is { } found && await ledger.Find(found, cancellation) is { } before
                ? await CalculationStore.Decide(ledger, before, claim, time.GetUtcNow(), cancellation)
                : default((StoredCalculation? Stored, Decision? Decision));
        });
        if (stored is not null && decision is not null)
            effects.CarryOut(stored, decision.Effects);
        return stored;
    }

    private static async Task<Guid?> Repeated(Ledger ledger, string name, Guid claim, CancellationToken cancellation) =>
        await ledger.Database.Calculations
            .Where(row => row.Claim == claim && row.Site == name && row.State == CalculationState.Claimed)
            .Select(row => (Guid?)row.Id)
            .FirstOrDefaultAsync(cancellation);

    private static async Task<Guid?> Oldest(Ledger ledger, string name, SiteEntry site, CancellationToken cancellation)
    {
        string[] users = [.. site.Users];
        string[] commands = [.. site.Commands];
        return await ledger.Database.Calculations
            .Where(row => row.Site == name && row.State == CalculationState.Waiting)
            .Where(row => users.Contains(row.User) && commands.Contains(row.Command))
            .OrderBy(row => row.ReleasedAt)
            .ThenBy(row => row.Id)
            .Select(row => (Guid?)row.Id)
            .FirstOrDefaultAsync(cancellation);
    }
}
