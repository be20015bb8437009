using Dejima.Contracts.Calculations;
using static Dejima.Contracts.Languages.Language;

namespace Dejima.Core.Calculations;

/// <content>Cancelling, collecting, and what time brings.</content>
public static partial class CalculationMachine
{
    // The site stops a command at its limit itself; a broker steps in where that has not come to pass.
    private static readonly TimeSpan Backstop = TimeSpan.FromMinutes(1);

    /// <summary>When <see cref="CalculationEvent.Tick"/> next has something to do (UTC); null when never.</summary>
    public static DateTimeOffset? DueAt(Calculation calculation) => calculation.State switch
    {
        CalculationState.Registered => calculation.RegisteredAt.AddSeconds(TimeLimits.Registered(calculation).Seconds),
        CalculationState.Waiting => (calculation.RestartedAt ?? calculation.ReleasedAt)?.AddSeconds(TimeLimits.Waiting(calculation).Seconds),
        CalculationState.Claimed => calculation.Lease!.Until,
        CalculationState.Running when OverrunAt(calculation) is { } overrun && overrun < LostAt(calculation) => overrun,
        CalculationState.Running or CalculationState.Returning => LostAt(calculation),
        CalculationState.Collected or CalculationState.Expired => null,
        _ => calculation.EndedAt?.AddSeconds(TimeLimits.Uncollected(calculation).Seconds),
    };

    private static bool StartsAgain(Calculation calculation) => calculation is { Restartable: true, StopRequested: false };

    private static DateTimeOffset LostAt(Calculation calculation) => calculation.Lease!.Until
        + (StartsAgain(calculation) ? calculation.Limits.RestartGrace : calculation.Limits.AgentGrace);

    private static DateTimeOffset? OverrunAt(Calculation calculation) =>
        calculation.StopRequested || TimeLimits.Running(calculation) is not { } limit
            ? null
            : calculation.StartedAt?.AddSeconds(limit.Seconds) + Backstop;

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
            CalculationState.Registered => Expire(calculation, TimeLimits.Registered(calculation).Passed(ReasonCode.NotReleased), now),
            CalculationState.Waiting => Expire(calculation with { Reason = null }, TimeLimits.Waiting(calculation).Passed(ReasonCode.NotClaimed), now),
            CalculationState.Claimed => LeaseRanOut(calculation, now),
            CalculationState.Running or CalculationState.Returning when now >= LostAt(calculation) =>
                StartsAgain(calculation) ? StartAgain(calculation, now) : AgentLost(calculation, now),
            CalculationState.Running => Decision.To(
                calculation with { Overran = TimeLimits.Running(calculation) }, Effect.WakeAgent),
            _ => Expire(calculation, TimeLimits.Uncollected(calculation).Passed(ReasonCode.NotCollected), now),
        };
    }

    // Not started, so another agent may have it; the old one's epoch is stale from here on.
    private static Decision LeaseRanOut(Calculation calculation, DateTimeOffset now) => calculation.CancelRequested
        ? Finish(
            calculation with { Lease = null, Reason = Outcomes.CancelledByHost }, CalculationState.Cancelled, now)
        : Decision.To(calculation with { State = CalculationState.Waiting, Lease = null }, Effect.WakeSite);

    // What the lost run returned counts for nothing; its agent's epoch is stale from here on.
    private static Decision StartAgain(Calculation calculation, DateTimeOffset now) => Decision.To(
        calculation with
        {
            State = CalculationState.Waiting,
            Lease = null,
            RequeuedAt = now,
            RestartedAt = now,
            StartedAt = null,
            ExitCode = null,
            Reason = new Reason(ReasonCode.AgentLost, Say(
                "The site's agent was lost; the command starts again.", "サイトのエージェントが失われたため、コマンドを再び開始します。")),
            Outcome = null,
            Outputs = [.. calculation.Request.Outputs.Select(name => new OutputStatus(name, OutputState.Declared))],
        },
        Effect.WakeSite);

    private static Decision AgentLost(Calculation calculation, DateTimeOffset now) => Finish(
        calculation with
        {
            Lease = null,
            Reason = calculation.Overran?.Passed(ReasonCode.Timeout)
                ?? new TimeLimit(LimitSetter.Broker, calculation.Limits.AgentGrace.TotalSeconds).Passed(ReasonCode.AgentLost),
        },
        calculation.CancelRequested ? CalculationState.Cancelled : CalculationState.Failed,
        now);

    // How it ended counts for more than that nobody came for it.
    private static Decision Expire(Calculation calculation, Reason reason, DateTimeOffset now) =>
        Forget(calculation with { Reason = calculation.Reason ?? reason }, CalculationState.Expired, now);

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
