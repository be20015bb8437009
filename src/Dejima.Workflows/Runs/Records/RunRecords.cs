using System.Security.Cryptography;
using System.Text;
using Dejima.Workflows.Runs.Files;
using Dejima.Workflows.Runs.Results;
using Dejima.Workflows.Runs.Steps;
using Dejima.Workflows.Workflows;

namespace Dejima.Workflows.Runs.Records;

/// <summary>Makes the records of runs.</summary>
internal static class RunRecords
{
    /// <summary>At the beginning: every step waits.</summary>
    public static RunRecord Begun(WorkflowPlan plan, DateTimeOffset now) => new()
    {
        Format = RunRecord.CurrentFormat,
        Id = Guid.CreateVersion7(now),
        Workflow = plan.Workflow.Name,
        Title = plan.Workflow.Title,
        Outcome = RunOutcome.Running,
        StartedAt = now,
        Modules = [.. plan.Steps.Select(StepRecords.Waiting)],
    };

    /// <summary>
    /// What the workflow's inputs got. A file that cannot be read is left out: the step it feeds fails.
    /// </summary>
    public static async Task<IReadOnlyList<PortRecord>> InputsAsync(
        WorkflowPlan plan, FileMeasures measures, CancellationToken cancellationToken)
    {
        var records = new List<PortRecord>();
        foreach (var port in plan.Workflow.Inputs)
        {
            try
            {
                if (plan.Inputs.GetValueOrDefault(port.Name) is PortContent.Value value)
                    records.Add(OfValue(port.Name, value.Text));
                else if (plan.Inputs.GetValueOrDefault(port.Name) is PortContent.File file)
                    records.Add(OfFile(port.Name, await measures.OfGivenAsync(file.Path, cancellationToken).ConfigureAwait(false)));
            }
            catch (Exception fault) when (fault is IOException or UnauthorizedAccessException or OperationCanceledException)
            {
            }
        }

        return records;
    }

    /// <summary>How a run ended whose steps ended so.</summary>
    public static RunOutcome Outcome(IEnumerable<ModuleResult> modules, bool cancelled, Failure? failure)
    {
        var outcomes = modules.Select(module => module.Outcome).ToHashSet();
        return cancelled || outcomes.Contains(ModuleOutcome.Cancelled) ? RunOutcome.Cancelled
            : failure is not null || !outcomes.IsSubsetOf([ModuleOutcome.Succeeded]) ? RunOutcome.Failed
            : RunOutcome.Succeeded;
    }

    private static PortRecord OfFile(string port, MeasuredFile file) => new(port, file.Name, file.Size, file.Sha256);

    // As it will stand in the file that the port's program gets.
    private static PortRecord OfValue(string port, string value)
    {
        var bytes = Encoding.UTF8.GetBytes(StepInputs.Content(value));
        return new PortRecord(port, port, bytes.Length, Convert.ToHexStringLower(SHA256.HashData(bytes)));
    }
}
