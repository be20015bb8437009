using Dejima.Contracts.Calculations;

namespace Dejima.Core.Calculations;

/// <content>Cancelling, collecting, and what time brings.</content>
public static partial class CalculationMachine
{
    /// <summary>When <see cref="CalculationEvent.Tick"/> next has something to do (UTC); null when never.</summary>
    public static DateTimeOffset? DueAt(Calculation calculation) => calculation.State switch
    {
        CalculationState.Registered => calculation.RegisteredAt + calculation.Limits.Registered,
        CalculationState.Waiting => calculation.ReleasedAt + calculation.Limits.Waiting,
        CalculationState.Claimed => calculation.Lease!.Until,
        CalculationState.Running or CalculationState.Returning =>
            calculation.Lease!.Until + calculation.Limits.AgentGrace,
        CalculationState.Collected or CalculationState.Expired => null,
        _ => calculation.EndedAt + calculation.Limits.Uncollected,
    };

    private static Decision Cancel(Calculation calculation, DateTimeOffset now)
    {
        if (calculation.State.HasEnded() || calculation.CancelRequested)
            return Decision.Same(calculation);
        var marked = calculation with { CancelRequested = true };
        return calculation.State.IsLeased()
            ? Decision.To(marked, Effect.WakeAgent)
            : Finish(marked with { Reason = Outcomes.CancelledByHost }, CalculationState.Cancelled, now);
    }

    private static Decision Collect(Calculation calculation, DateTimeOffset now)
    {
        if (calculation.State is CalculationState.Collected or CalculationState.Expired)
            return Decision.Same(calculation);
        if (!calculation.State.HasEnded())
            return WrongState(calculation, "collected");
        return Forget(calculation, CalculationState.Collected, now);
    }

    private static Decision Tick(Calculation calculation, DateTimeOffset now)
    {
        if (DueAt(calculation) is not { } due || now < due)
            return Decision.Same(calculation);
        return calculation.State switch
        {
            CalculationState.Registered => Expire(calculation, ReasonCode.NotReleased, "It was not released in time.", now),
            CalculationState.Waiting => Expire(calculation, ReasonCode.NotClaimed, "No agent of the site took it in time.", now),
            CalculationState.Claimed => LeaseRanOut(calculation, now),
            CalculationState.Running or CalculationState.Returning => AgentLost(calculation, now),
            _ => Expire(calculation, ReasonCode.NotCollected, "Its results were not collected in time.", now),
        };
    }

    // Not started, so another agent may have it; the old one's epoch is stale from here on.
    private static Decision LeaseRanOut(Calculation calculation, DateTimeOffset now) => calculation.CancelRequested
        ? Finish(
            calculation with { Lease = null, Reason = Outcomes.CancelledByHost }, CalculationState.Cancelled, now)
        : Decision.To(calculation with { State = CalculationState.Waiting, Lease = null }, Effect.WakeSite);

    private static Decision AgentLost(Calculation calculation, DateTimeOffset now) => Finish(
        calculation with
        {
            Lease = null,
            Reason = new Reason(ReasonCode.AgentLost, "The site's agent did not come back in time."),
        },
        calculation.CancelRequested ? CalculationState.Cancelled : CalculationState.Failed,
        now);

    private static Decision Expire(Calculation calculation, string code, string message, DateTimeOffset now) =>
        Forget(
            calculation with { Reason = calculation.Reason ?? new Reason(code, message) }, CalculationState.Expired, now);

    private static Decision Forget(Calculation calculation, CalculationState state, DateTimeOffset now) => Decision.To(
        calculation with
        {
            State = state,
            Outcome = calculation.Outcome ?? state,
            EndedAt = calculation.EndedAt ?? now,
            Request = calculation.Request with { Parameters = new Dictionary<string, string>() },
        },
        Effect.DeletePayload);
}
