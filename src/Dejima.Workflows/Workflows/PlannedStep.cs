using Dejima.Workflows.Modules;

namespace Dejima.Workflows.Workflows;

/// <summary>A step with what its ports get.</summary>
/// <param name="Name">The step's name.</param>
/// <param name="Module">What is done.</param>
/// <param name="Inputs">By port, in the module's order; an optional port that gets nothing is missing.</param>
public sealed record PlannedStep(string Name, Module Module, IReadOnlyList<KeyValuePair<string, PortContent>> Inputs)
{
    /// <summary>The steps whose outputs it takes, each once.</summary>
    public IEnumerable<string> Needs =>
        Inputs.Select(input => input.Value).OfType<PortContent.Result>().Select(result => result.Step).Distinct();
}
