using Dejima.Core.Documents;
using Dejima.Workflows.Documents;
using Dejima.Workflows.Modules;

namespace Dejima.Workflows.Workflows;

/// <summary>Modules joined port to port (R-H3), checked: every connection fits and there is no cycle.</summary>
/// <param name="Name">See <see cref="Contracts.Names.Identifier"/>.</param>
/// <param name="Inputs">What it takes, in the order they were written.</param>
/// <param name="Steps">Every step after those it needs something of; otherwise in the order they were written.</param>
/// <param name="Outputs">What it gives.</param>
public sealed record Workflow(
    string Name,
    IReadOnlyList<InputPort> Inputs,
    IReadOnlyList<WorkflowStep> Steps,
    IReadOnlyList<WorkflowOutput> Outputs)
{
    /// <summary>For people; null when not said.</summary>
    public string? Title { get; init; }

    /// <summary>The file it was read from, as the person gave it.</summary>
    public required string File { get; init; }

    /// <summary>Reads a workflow and its modules.</summary>
    /// <param name="file">The path of a <c>workflow.yaml</c>.</param>
    /// <exception cref="DocumentException">Every error of the workflow and its module files.</exception>
    public static Workflow Load(string file)
    {
        ArgumentNullException.ThrowIfNull(file);
        var files = new FileErrors();
        var workflow = new WorkflowReader(files).Read(file);
        files.ThrowIfAny();
        return workflow!;
    }

    /// <summary>Reads a module as a workflow of this one step, with the module's ports as its own.</summary>
    /// <param name="file">The path of a module's YAML file.</param>
    /// <exception cref="DocumentException">Every error of the file.</exception>
    public static Workflow LoadModule(string file)
    {
        ArgumentNullException.ThrowIfNull(file);
        var files = new FileErrors();
        var workflow = SingleModule.Read(file, files);
        files.ThrowIfAny();
        return workflow!;
    }
}
