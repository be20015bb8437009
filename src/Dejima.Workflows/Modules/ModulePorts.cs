namespace Dejima.Workflows.Modules;

/// <summary>A module as seen from outside.</summary>
/// <param name="Inputs">In the order they were written; no name occurs twice.</param>
/// <param name="Outputs">In the order they were written; no name occurs twice, nor among the inputs.</param>
public sealed record ModulePorts(IReadOnlyList<InputPort> Inputs, IReadOnlyList<OutputPort> Outputs)
{
    /// <summary>The input of that name, if any.</summary>
    public InputPort? Input(string name) => Inputs.FirstOrDefault(port => port.Name == name);

    /// <summary>The output of that name, if any.</summary>
    public OutputPort? Output(string name) => Outputs.FirstOrDefault(port => port.Name == name);
}
