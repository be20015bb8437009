using Dejima.Broker.Configuration;
using Dejima.Contracts.Calculations;
using Dejima.Core.Calculations;

namespace Dejima.Broker.Storage;

/// <summary>Gives waiting calculations to agents, the oldest first and each to one agent only.</summary>
internal sealed class ClaimDesk(CommitQueue queue, WaitingRoom room, Effects effects, TimeProvider time)
{
    /// <summary>
    /// The calculation that this claim got before, else the oldest that waits for the site. Only users whom the site
    /// serves and commands that it offers count, as the configuration has it now (design rule 5).
    /// </summary>
    /// <returns>Null when there is nothing to do.</returns>
    public async ValueTask<StoredCalculation?> Claim(string name, SiteEntry site, CalculationEvent.Claim claim)
    {
        if (room.IsEmpty(name) && room.OfClaim(claim.ClaimId) is null)
            return null;
        var (stored, decision) = await queue.Run(async (ledger, cancellation) =>
            await Find(ledger, name, site, claim.ClaimId, cancellation) is { } before
                ? await CalculationStore.Decide(ledger, before, claim, time.GetUtcNow(), admission: null, cancellation)
                : default((StoredCalculation? Stored, Decision? Decision)));
        if (stored is not null && decision is not null)
            effects.CarryOut(stored, decision.Effects);
        return stored;
    }

    private async ValueTask<StoredCalculation?> Find(Ledger ledger, string name, SiteEntry site, Guid claim, CancellationToken cancellation)
    {
        if (await ledger.OfClaim(claim, cancellation) is { } got && got.Row.Site == name)
            return got;
        foreach (var id in room.Of(name))
        {
            // Another change of the same transaction may have taken it.
            if (await ledger.Find(id, cancellation) is { Value.State: CalculationState.Waiting } waiting
                && site.Users.Contains(waiting.Row.User) && site.Commands.Contains(waiting.Row.Command))
                return waiting;
        }

        return null;
    }
}
