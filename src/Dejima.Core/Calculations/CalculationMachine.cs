using Dejima.Contracts.Errors;

namespace Dejima.Core.Calculations;

/// <summary>
/// The state machine that every way of handing out work goes through: a pure function, tested over every state × event.
/// Events that repeat what already happened are accepted and change nothing, so a lost answer costs nothing.
/// </summary>
public static partial class CalculationMachine
{
    /// <summary>Decides what <paramref name="occurred"/> means for <paramref name="calculation"/> at <paramref name="now"/> (UTC).</summary>
    public static Decision Decide(Calculation calculation, CalculationEvent occurred, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(calculation);
        return occurred switch
        {
            CalculationEvent.InputReceived received => InputReceived(calculation, received),
            CalculationEvent.Release release => Release(calculation, release, now),
            CalculationEvent.Claim claim => Claim(calculation, claim, now),
            CalculationEvent.Leased leased => WithLease(calculation, leased, now),
            CalculationEvent.Cancel => Cancel(calculation, now),
            CalculationEvent.Collect => Collect(calculation, now),
            CalculationEvent.Tick => Tick(calculation, now),
            _ => throw new ArgumentOutOfRangeException(nameof(occurred), occurred, "an event the machine does not know"),
        };
    }

    private static Decision WithLease(Calculation calculation, CalculationEvent.Leased leased, DateTimeOffset now)
    {
        if (leased.Epoch != calculation.Epoch || calculation.Lease is null)
            return Decision.No(calculation, ErrorCode.StaleLease, "The lease of this epoch is no longer valid.");
        return leased switch
        {
            CalculationEvent.Renew => Renew(calculation, now),
            CalculationEvent.Start => Start(calculation, now),
            CalculationEvent.GiveBack back => GiveBack(calculation, back, now),
            CalculationEvent.Refuse refuse => Refuse(calculation, refuse, now),
            CalculationEvent.End end => End(calculation, end, now),
            CalculationEvent.OutputReceived received => OutputReceived(calculation, received),
            CalculationEvent.Complete => Complete(calculation, now),
            _ => throw new ArgumentOutOfRangeException(nameof(leased), leased, "an event the machine does not know"),
        };
    }

    private static Decision WrongState(Calculation calculation, string action) => Decision.No(
        calculation, ErrorCode.WrongState, $"A calculation that is {calculation.State} cannot be {action}.");
}
