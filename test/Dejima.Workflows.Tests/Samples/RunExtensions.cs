using Dejima.Workflows.Runs;
using Dejima.Workflows.Runs.Remote;
using Dejima.Workflows.Runs.Results;
using Dejima.Workflows.Workflows;

namespace Dejima.Workflows.Tests.Samples;

/// <summary>Runs a test's workflow.</summary>
internal static class RunExtensions
{
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(120);

    /// <summary>Runs <c>workflow.yaml</c>. A run that hangs ends as cancelled, which no test expects by accident.</summary>
    public static async Task<RunResult> RunAsync(
        this TestFolder folder,
        IRunObserver? observer = null,
        IRemoteCalculations? sites = null,
        int maxParallel = 4,
        bool force = false,
        TimeSpan? grace = null,
        CancellationToken cancellationToken = default)
    {
        using var late = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        late.CancelAfter(Longest);
        var options = new RunOptions
        {
            Into = folder.Into,
            Force = force,
            MaxParallel = maxParallel,
            MaxRemote = maxParallel,
            Grace = grace ?? TimeSpan.FromMilliseconds(300),
        };
        var plan = WorkflowPlan.Load(folder["workflow.yaml"], new Dictionary<string, string>());
        return await new WorkflowRunner(sites, TimeProvider.System).RunAsync(plan, options, observer, late.Token);
    }

    public static ModuleResult Of(this RunResult result, string step) => result.Modules.Single(module => module.Step == step);
}
