namespace Dejima.Workflows.Workflows;

/// <summary>What a workflow gives under one name.</summary>
/// <param name="Name">See <see cref="Modules.PortName"/>.</param>
/// <param name="Step">The step it comes from.</param>
/// <param name="Port">That step's output port.</param>
/// <param name="FileName">The file in the run's folder.</param>
public sealed record WorkflowOutput(string Name, string Step, string Port, string FileName);
