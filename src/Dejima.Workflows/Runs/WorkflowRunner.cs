using Dejima.Workflows.Modules;
using Dejima.Workflows.Runs.Files;
using Dejima.Workflows.Runs.Records;
using Dejima.Workflows.Runs.Remote;
using Dejima.Workflows.Workflows;

namespace Dejima.Workflows.Runs;

/// <summary>Runs workflows.</summary>
/// <param name="remote">Hands calculations to sites; may be null when no module asks a site.</param>
/// <param name="time">The clock.</param>
public sealed class WorkflowRunner(IRemoteCalculations? remote, TimeProvider time)
{
    /// <summary>
    /// Runs every step as soon as what it needs is there and there is room for it. A step that fails keeps those that
    /// need it from starting; the others go on.
    /// </summary>
    /// <param name="plan">What to run.</param>
    /// <param name="options">How.</param>
    /// <param name="observer">Is told what happens; may be null.</param>
    /// <param name="cancellationToken">
    /// Stops programs with all they started, and calculations at sites. The run ends as cancelled; nothing is thrown.
    /// </param>
    /// <exception cref="RunFolderException">The folder cannot be used; nothing was run.</exception>
    /// <exception cref="RecordException">The run's record could not be written; what was running has ended.</exception>
    /// <exception cref="InvalidOperationException">A module asks a site, and there is no way to.</exception>
    public async Task<Results.RunResult> RunAsync(
        WorkflowPlan plan, RunOptions options, IRunObserver? observer, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(plan);
        ArgumentNullException.ThrowIfNull(options);
        ArgumentOutOfRangeException.ThrowIfLessThan(options.MaxParallel, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(options.MaxRemote, 1);
        if (remote is null && plan.Steps.Any(step => step.Module.Body is ModuleBody.Remote))
            throw new InvalidOperationException("A module asks a site, but no way to reach sites was given.");
        var folder = RunFolder.Take(options, plan.Steps.Select(step => step.Name));
        using var run = new Run(plan, options, folder, remote, new RunEvents(observer, time), time);
        return await run.RunAsync(cancellationToken).ConfigureAwait(false);
    }
}
