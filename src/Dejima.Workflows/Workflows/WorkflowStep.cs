using Dejima.Workflows.Modules;

namespace Dejima.Workflows.Workflows;

/// <summary>A module at its place in a workflow.</summary>
/// <param name="Name">Unique in the workflow; also the name of the step's folder.</param>
/// <param name="Module">What is done.</param>
/// <param name="Sources">
/// Where input ports get their content, by port; a port without a source gets its default.
/// </param>
public sealed record WorkflowStep(string Name, Module Module, IReadOnlyDictionary<string, PortSource> Sources)
{
    /// <summary>The steps whose outputs it takes, each once.</summary>
    public IEnumerable<string> Needs =>
        Sources.Values.OfType<PortSource.Step>().Select(source => source.Name).Distinct();
}
