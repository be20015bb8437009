using System.Collections.Immutable;
using Dejima.Contracts.Calculations;
using Dejima.Contracts.Errors;

namespace Dejima.Core.Calculations;

/// <content>What the agent that holds the lease reports.</content>
public static partial class CalculationMachine
{
    // Nothing was started, so somebody else may have it, and those who wait go first.
    private static Decision GiveBack(Calculation calculation, CalculationEvent.GiveBack back, DateTimeOffset now) =>
        calculation.State == CalculationState.Claimed
            ? LeaseRanOut(calculation with { RequeuedAt = now, Reason = back.Reason }, now)
            : WrongState(calculation, "given back");

    private static Decision Start(Calculation calculation, DateTimeOffset now)
    {
        if (calculation.State == CalculationState.Running)
            return Decision.Same(calculation);
        if (calculation.State != CalculationState.Claimed)
            return WrongState(calculation, "started");
        if (calculation.CancelRequested)
            return Decision.No(calculation, ErrorCode.CancelRequested, "The host has cancelled the calculation.");
        return Decision.To(calculation with { State = CalculationState.Running, StartedAt = now });
    }

    private static Decision Refuse(Calculation calculation, CalculationEvent.Refuse refuse, DateTimeOffset now)
    {
        if (calculation.State == CalculationState.Refused)
            return Decision.Same(calculation);
        if (calculation.State != CalculationState.Claimed)
            return WrongState(calculation, "refused");
        return Finish(calculation with { Reason = refuse.Reason }, CalculationState.Refused, now);
    }

    private static Decision End(Calculation calculation, CalculationEvent.End end, DateTimeOffset now)
    {
        if (calculation.State == CalculationState.Returning && end.Report is { Reason: { } reason, Outputs.Count: 0 })
            return GiveUp(calculation, reason);
        if (calculation.State is CalculationState.Returning || calculation.State.HasEnded())
            return Decision.Same(calculation);
        if (calculation.State is not (CalculationState.Claimed or CalculationState.Running))
            return WrongState(calculation, "ended");
        var returned = end.Report.Outputs.ToImmutableDictionary(file => file.Name);
        if (returned.Keys.FirstOrDefault(name => !calculation.Request.Outputs.Contains(name)) is { } undeclared)
            return Decision.No(calculation, ErrorCode.UnknownFile, $"The output '{undeclared}' was not declared.");

        var outputs = calculation.Outputs.Select(output => returned.TryGetValue(output.Name, out var file)
            ? output with { State = OutputState.Announced, Size = file.Size, Sha256 = file.Sha256 }
            : output with { State = OutputState.Missing });
        var ended = calculation with
        {
            State = CalculationState.Returning,
            // It has ended by itself after all.
            Overran = end.Report.Cancelled ? calculation.Overran : null,
            ExitCode = end.Report.ExitCode,
            Outputs = [.. outputs],
        };
        var (outcome, why) = Outcomes.Of(ended, end.Report);
        return Decision.To(ended with { Outcome = outcome, Reason = why });
    }

    // The agent cannot return what it announced; better a failure with a reason than waiting for it until the grace ends.
    private static Decision GiveUp(Calculation calculation, Reason reason) => calculation.MissingOutputs().IsEmpty
        ? Decision.Same(calculation)
        : Decision.To(calculation with
        {
            Outputs = [.. calculation.Outputs.Select(output =>
                output.State == OutputState.Announced ? output with { State = OutputState.Missing } : output)],
            Outcome = CalculationState.Failed,
            Reason = reason,
        });

    private static Decision OutputReceived(Calculation calculation, CalculationEvent.OutputReceived received)
    {
        var at = calculation.Outputs.IndexOf(
            calculation.Outputs.FirstOrDefault(output => output.Name == received.Name)!);
        if (at < 0)
            return Decision.No(calculation, ErrorCode.UnknownFile, $"The output '{received.Name}' was not declared.");
        var output = calculation.Outputs[at];
        if (output.State == OutputState.Received)
            return Decision.Same(calculation);
        if (calculation.State != CalculationState.Returning || output.State != OutputState.Announced)
            return WrongState(calculation, "given outputs");
        return Decision.To(calculation with
        {
            Outputs = calculation.Outputs.SetItem(at, output with { State = OutputState.Received }),
        });
    }

    private static Decision Complete(Calculation calculation, DateTimeOffset now)
    {
        if (calculation.State.HasEnded())
            return Decision.Same(calculation);
        if (calculation.State != CalculationState.Returning)
            return WrongState(calculation, "completed");
        if (calculation.CancelRequested)
            return Finish(calculation with { Reason = Outcomes.CancelledByHost }, CalculationState.Cancelled, now);
        if (calculation.MissingOutputs() is { IsEmpty: false } missing)
            return Decision.Lacks(calculation, ErrorCode.OutputsMissing, "Some outputs were not sent yet.", missing);
        return Finish(calculation, calculation.Outcome ?? CalculationState.Failed, now);
    }

    private static Decision Finish(Calculation calculation, CalculationState outcome, DateTimeOffset now) => Decision.To(
        calculation with { State = outcome, Outcome = outcome, EndedAt = now }, Effect.DeleteInputs);
}
