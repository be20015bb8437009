using System.Globalization;
using Dejima.Contracts.Calculations;

namespace Dejima.Core.Calculations;

/// <summary>What an agent's report means: exit code 0 and every declared output there is success, all else is not.</summary>
internal static class Outcomes
{
    public static Reason CancelledByHost { get; } = new(ReasonCode.Cancelled, "Cancelled by the host.");

    public static (CalculationState Outcome, Reason? Reason) Of(Calculation ended, EndReport report)
    {
        if (report.Cancelled && ended is { Overran: { } limit, CancelRequested: false })
            return (CalculationState.Failed, limit.Passed(ReasonCode.Timeout));
        if (report.Cancelled)
            return (CalculationState.Cancelled, report.Reason ?? CancelledByHost);
        if (report.Reason is not null)
            return (CalculationState.Failed, report.Reason);
        if (report.ExitCode is not 0)
            return (CalculationState.Failed, Exited(report.ExitCode));
        var missing = ended.Outputs.Where(output => output.State == OutputState.Missing).Select(output => output.Name);
        return missing.FirstOrDefault() is { } name
            ? (CalculationState.Failed, new Reason(ReasonCode.OutputMissing, $"The command did not write '{name}'."))
            : (CalculationState.Succeeded, null);
    }

    private static Reason Exited(int? code) => code is { } number
        ? new Reason(ReasonCode.ExitCode, string.Create(CultureInfo.InvariantCulture, $"The command ended with exit code {number}."))
        : new Reason(ReasonCode.StartFailed, "The command gave no exit code.");
}
