using Dejima.Workflows.Runs.Files;
using Dejima.Workflows.Runs.Results;

namespace Dejima.Workflows.Runs.Steps;

/// <summary>How a step ended, and its outputs by port; none unless it succeeded.</summary>
internal sealed record StepEnd(ModuleResult Result, IReadOnlyDictionary<string, MeasuredFile> Outputs)
{
    /// <summary>Whether its outputs can be used.</summary>
    public bool Succeeded => Result.Outcome == ModuleOutcome.Succeeded;
}
