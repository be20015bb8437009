using Dejima.Contracts.Calculations;
using Dejima.Contracts.Errors;
using Dejima.Core.Leases;

namespace Dejima.Core.Calculations;

/// <content>From registration to the claim.</content>
public static partial class CalculationMachine
{
    private static Decision InputReceived(Calculation calculation, CalculationEvent.InputReceived received)
    {
        if (calculation.ReceivedInputs.Contains(received.Name))
            return Decision.Same(calculation);
        if (calculation.State != CalculationState.Registered)
            return WrongState(calculation, "given inputs");
        return Decision.To(calculation with { ReceivedInputs = calculation.ReceivedInputs.Add(received.Name) });
    }

    private static Decision Release(Calculation calculation, CalculationEvent.Release release, DateTimeOffset now)
    {
        if (calculation.ReleasedAt is not null)
            return Decision.Same(calculation);
        if (calculation.State != CalculationState.Registered)
            return WrongState(calculation, "released");
        if (calculation.MissingInputs() is { IsEmpty: false } missing)
            return Decision.Lacks(calculation, ErrorCode.InputsMissing, "Some inputs were not sent yet.", missing);
        return Decision.To(
            calculation with { State = CalculationState.Waiting, ReleasedAt = now, SiteTimes = release.Site }, Effect.WakeSite);
    }

    private static Decision Claim(Calculation calculation, CalculationEvent.Claim claim, DateTimeOffset now)
    {
        // A claim whose answer was lost is asked again with the same id and must not cost a second lease.
        if (calculation.State == CalculationState.Claimed && calculation.Lease?.Claim == claim.ClaimId)
            return Decision.Same(calculation);
        if (calculation.State != CalculationState.Waiting)
            return WrongState(calculation, "claimed");
        return Decision.To(calculation with
        {
            State = CalculationState.Claimed,
            Epoch = calculation.Epoch + 1,
            SiteTimes = claim.Site ?? calculation.SiteTimes,
            Restartable = claim.Restartable?.Contains(calculation.Request.Command) is true,
            Reason = null,
            Lease = new Lease(claim.ClaimId, claim.Agent, now + calculation.Limits.Lease),
        });
    }

    private static Decision Renew(Calculation calculation, DateTimeOffset now)
    {
        if (!calculation.State.IsLeased())
            return Decision.No(calculation, ErrorCode.StaleLease, $"The calculation is {calculation.State}.");
        return Decision.To(
            calculation with { Lease = calculation.Lease! with { Until = now + calculation.Limits.Lease } });
    }
}
