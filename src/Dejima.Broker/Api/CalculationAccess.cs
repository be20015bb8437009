using System.Globalization;
using Dejima.Broker.Access;
using Dejima.Broker.Storage;
using Dejima.Contracts.Calculations;
using Dejima.Contracts.Http;

namespace Dejima.Broker.Api;

/// <summary>Finds a calculation for a caller. What is not his looks the same as what is not there.</summary>
internal sealed class CalculationAccess(CalculationStore store)
{
    /// <summary>For the host who registered it.</summary>
    /// <exception cref="RefusedException">Not there, or not his.</exception>
    public async ValueTask<StoredCalculation> OfHost(Caller caller, Guid id, CancellationToken cancellation) =>
        await store.Find(id, cancellation) is { } stored && caller.MaySubmit && stored.Row.User == caller.User
            ? stored
            : throw Problems.UnknownCalculation();

    /// <summary>For whoever may see its state: its host, or an operator.</summary>
    /// <exception cref="RefusedException">Not there, or not to be seen.</exception>
    public async ValueTask<StoredCalculation> ToSee(Caller caller, Guid id, CancellationToken cancellation) =>
        await store.Find(id, cancellation) is { } stored && (caller.IsAdmin || stored.Row.User == caller.User)
            ? stored
            : throw Problems.UnknownCalculation();

    /// <summary>For an agent of its site.</summary>
    /// <exception cref="RefusedException">Not there, or of another site.</exception>
    public async ValueTask<StoredCalculation> OfAgent(Caller caller, Guid id, CancellationToken cancellation) =>
        await store.Find(id, cancellation) is { } stored && caller.Serves(stored.Row.Site)
            ? stored
            : throw Problems.UnknownCalculation();

    /// <summary>The epoch that an agent's call carries.</summary>
    /// <exception cref="RefusedException">It carries none.</exception>
    public static int EpochOf(HttpContext context) =>
        int.TryParse(context.Request.Headers[HeaderName.LeaseEpoch], NumberStyles.None, CultureInfo.InvariantCulture, out var epoch)
            ? epoch
            : throw Problems.Malformed($"This call needs the header '{HeaderName.LeaseEpoch}: NUMBER'.");

    /// <summary>Whether the epoch is the last one given out and its lease was not taken away.</summary>
    public static bool Holds(StoredCalculation stored, int epoch) =>
        stored.Value.Epoch == epoch && stored.Value.Lease is not null;

    /// <summary>Refuses when the payload was deleted.</summary>
    /// <exception cref="RefusedException">It was.</exception>
    public static void NeedsPayload(StoredCalculation stored)
    {
        if (stored.Value.State is CalculationState.Collected or CalculationState.Expired)
            throw Problems.PayloadGone();
    }
}
