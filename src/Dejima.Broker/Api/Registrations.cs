using Dejima.Broker.Configuration;
using Dejima.Broker.Storage;
using Dejima.Contracts.Calculations;
using Dejima.Core.Calculations;

namespace Dejima.Broker.Api;

/// <summary>Registers calculations.</summary>
internal sealed class Registrations(CalculationStore store, CurrentConfiguration configuration, TimeProvider time)
{
    /// <summary>Registers, or finds that the same was registered before.</summary>
    /// <exception cref="RefusedException">Not allowed, malformed, or the id is taken.</exception>
    public async Task<(StoredCalculation Stored, bool Created)> Register(
        Guid id, string user, CalculationRequest asked, CancellationToken cancellation)
    {
        var request = RequestRules.Check(asked);
        var fingerprint = Fingerprint.Of(request);
        // A repetition is answered as the first time, whatever the configuration says by now.
        if (await store.Find(id, cancellation) is { } known)
            return (Same(known, user, fingerprint), false);
        var now = configuration.Now;
        RegistryRules.Check(now, user, request);
        var (stored, created) = await store.Register(
            Calculation.Register(id, user, request, now.Times, time.GetUtcNow()), fingerprint);
        return (Same(stored, user, fingerprint), created);
    }

    private static StoredCalculation Same(StoredCalculation stored, string user, string fingerprint) =>
        stored.Row.User == user && stored.Row.Fingerprint == fingerprint ? stored : throw Problems.CalculationExists();
}
