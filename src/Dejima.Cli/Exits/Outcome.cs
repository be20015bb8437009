using Dejima.Contracts.Calculations;

namespace Dejima.Cli.Exits;

/// <summary>The exit code that an ended calculation leads to.</summary>
internal static class Outcome
{
    public static int ExitCodeOf(CalculationStatus status) => (status.Outcome ?? status.State) switch
    {
        CalculationState.Succeeded => ExitCode.Success,
        CalculationState.Refused => ExitCode.Refused,
        CalculationState.Cancelled => ExitCode.Cancelled,
        _ when status.Reason?.Code == ReasonCode.Policy => ExitCode.Refused,
        _ when status.Reason?.Code == ReasonCode.Timeout => ExitCode.Timeout,
        _ => status.ExitCode is { } code and not 0 ? code : ExitCode.Failed,
    };
}
