using Dejima.Contracts.Calculations;

namespace Dejima.Cli.Exits;

/// <summary>The exit code that an ended calculation leads to.</summary>
internal static class Outcome
{
    public static int ExitCodeOf(CalculationStatus status) => (status.Outcome ?? status.State) switch
    {
        // Whatever it came to, the results are gone and were not fetched.
        _ when status.State == CalculationState.Expired => ExitCode.NoInput,
        CalculationState.Succeeded => ExitCode.Success,
        CalculationState.Refused => ExitCode.Refused,
        CalculationState.Cancelled => ExitCode.Cancelled,
        _ when status.Reason?.Code == ReasonCode.Policy => ExitCode.Refused,
        _ when status.Reason?.Code == ReasonCode.Timeout => ExitCode.Timeout,
        // The system passes on the lowest byte only; a failure must not become 0 by that.
        _ => status.ExitCode is { } code && (code & 0xFF) != 0 ? code : ExitCode.Failed,
    };
}
