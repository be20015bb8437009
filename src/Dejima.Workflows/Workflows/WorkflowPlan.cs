using Dejima.Core.Documents;
using Dejima.Workflows.Documents;

namespace Dejima.Workflows.Workflows;

/// <summary>A workflow with everything it needs: what <see cref="Runs.WorkflowRunner"/> runs.</summary>
/// <param name="Workflow">What is to be done.</param>
/// <param name="Inputs">What the workflow's inputs got, by name; an optional one that got nothing is missing.</param>
/// <param name="Steps">In the order of <see cref="Workflow.Steps"/>.</param>
public sealed record WorkflowPlan(
    Workflow Workflow, IReadOnlyDictionary<string, PortContent> Inputs, IReadOnlyList<PlannedStep> Steps)
{
    /// <summary>Reads a workflow, its modules and what is given for its inputs, and checks all of it.</summary>
    /// <param name="file">The path of a <c>workflow.yaml</c>.</param>
    /// <param name="given">
    /// By input: a path, relative to the current directory, for a file; else the value's text.
    /// </param>
    /// <exception cref="DocumentException">Every error of the workflow, its modules and what is given.</exception>
    public static WorkflowPlan Load(string file, IReadOnlyDictionary<string, string> given)
    {
        ArgumentNullException.ThrowIfNull(file);
        ArgumentNullException.ThrowIfNull(given);
        var files = new FileErrors();
        return Make(new WorkflowReader(files).Read(file), given, files);
    }

    /// <summary>The same for a module run on its own.</summary>
    /// <param name="file">The path of a module's YAML file.</param>
    /// <param name="given">By input port: a path or the value's text.</param>
    /// <exception cref="DocumentException">Every error of the module and what is given.</exception>
    public static WorkflowPlan LoadModule(string file, IReadOnlyDictionary<string, string> given)
    {
        ArgumentNullException.ThrowIfNull(file);
        ArgumentNullException.ThrowIfNull(given);
        var files = new FileErrors();
        return Make(SingleModule.Read(file, files), given, files);
    }

    private static WorkflowPlan Make(Workflow? workflow, IReadOnlyDictionary<string, string> given, FileErrors files)
    {
        var plan = workflow is null ? null : new Planner(workflow, given, files).Plan();
        files.ThrowIfAny();
        return plan!;
    }
}
