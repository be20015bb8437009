using Dejima.Workflows.Runs.Results;
using Dejima.Workflows.Runs.Steps;
using Dejima.Workflows.Workflows;

namespace Dejima.Workflows.Runs.Files;

/// <summary>Brings a workflow's outputs from the steps' folders into the run's.</summary>
internal sealed class RunOutputs(IReadOnlyList<WorkflowOutput> outputs, string folder)
{
    /// <summary>Copies what there is; after a failed step that may be less than all.</summary>
    public async Task<CollectedOutputs> CollectAsync(
        IReadOnlyDictionary<string, StepEnd> ends, CancellationToken cancellationToken)
    {
        var files = new List<KeyValuePair<string, MeasuredFile>>();
        if (ends.Values.Any(end => end.Result.Outcome == ModuleOutcome.Cancelled))
            return new CollectedOutputs([], Cancelled: true, null);
        try
        {
            foreach (var output in outputs.Where(output => ends[output.Step].Succeeded))
            {
                var result = ends[output.Step].Outputs[output.Port];
                var copy = await ResultFiles.CopyAsync(result.Path, folder, output.FileName, cancellationToken)
                    .ConfigureAwait(false);
                files.Add(new(output.Name, result with { Path = copy, Name = output.FileName }));
            }

            return new CollectedOutputs(files, Cancelled: false, null);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            return new CollectedOutputs(files, Cancelled: true, null);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            return new CollectedOutputs(files, Cancelled: false, new Failure(FailureKind.Files, fault.Message));
        }
    }
}
