using Dejima.Workflows.Runs.Files;
using Dejima.Workflows.Runs.Records;
using Dejima.Workflows.Runs.Results;
using Dejima.Workflows.Workflows;

namespace Dejima.Workflows.Runs.Steps;

/// <summary>Makes the records of steps.</summary>
internal static class StepRecords
{
    /// <summary>Before its entry.</summary>
    public static ModuleRecord Waiting(PlannedStep step) => new()
    {
        Step = step.Name,
        Module = step.Module.Name,
        Version = step.Module.Version,
        Outcome = ModuleOutcome.Waiting,
    };

    /// <summary>At its exit, or when it was given up.</summary>
    public static ModuleRecord Ended(
        ModuleRecord before, ModuleResult result, IReadOnlyDictionary<string, MeasuredFile> outputs) => before with
        {
            Outcome = result.Outcome,
            StartedAt = result.StartedAt,
            EndedAt = result.EndedAt,
            ExitCode = result.ExitCode,
            Failure = result.Failure?.Kind,
            Outputs = Ports(outputs),
        };

    /// <summary>What entered or left.</summary>
    public static IReadOnlyList<PortRecord> Ports(IEnumerable<KeyValuePair<string, MeasuredFile>> files) =>
        [.. files.Select(file => new PortRecord(file.Key, file.Value.Name, file.Value.Size, file.Value.Sha256))];
}
