using Dejima.Workflows.Documents;
using Dejima.Workflows.Modules;

namespace Dejima.Workflows.Workflows;

/// <summary>A module run on its own is a workflow of one step, so that both run and are recorded in one way.</summary>
internal static class SingleModule
{
    /// <summary>The workflow; null, with errors noted, when the module cannot be read.</summary>
    public static Workflow? Read(string file, FileErrors files)
    {
        if (new ModuleReader(files).Read(file).Module is not { } module)
            return null;
        var results = new FileNames(RunFolderNames.All);
        foreach (var output in module.Ports.Outputs)
        {
            if (results.Add(output.FileName, out _) is { } fault)
                files.Of(file).Add(1, $"outputs.{output.Name}.name", fault);
        }

        var sources = module.Ports.Inputs.ToDictionary(
            port => port.Name, PortSource (port) => new PortSource.Input(port.Name));
        return new Workflow(
            module.Name,
            module.Ports.Inputs,
            [new WorkflowStep(module.Name, module, sources)],
            [.. module.Ports.Outputs.Select(port =>
                new WorkflowOutput(port.Name, module.Name, port.Name, port.FileName))])
        { Title = module.Title, File = file };
    }
}
