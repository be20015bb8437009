using Dejima.Contracts.Names;
using Dejima.Core.Documents;
using Dejima.Workflows.Documents;
using Dejima.Workflows.Modules;
using static Dejima.Contracts.Languages.Language;

namespace Dejima.Workflows.Workflows;

/// <summary>Reads a <c>workflow.yaml</c> and the module files it names.</summary>
internal sealed class WorkflowReader(FileErrors files)
{
    /// <summary>
    /// What could be read, for further checks; only good for anything else when there were no errors. Null when the
    /// file could not be read at all.
    /// </summary>
    public Workflow? Read(string file)
    {
        if (DocumentText.Read(file, files.Of(file)) is not { } top)
            return null;
        var name = top.RequiredText("workflow");
        if (top.Has("workflow") && !Identifier.IsValid(name))
            top.Reject("workflow", Say($"not a name: {Identifier.Rule}", $"名前の規則: {Identifier.Rule}"));
        var (title, _) = (top.Text("title"), top.Text("description"));

        var inputs = new PortReader(top, Path.GetDirectoryName(Path.GetFullPath(file))!).Inputs();
        var drafts = new StepReader(top, file, new ModuleReader(files)).Read();
        var connections = new Connections(inputs, drafts);
        var sources = drafts.ToDictionary(draft => draft.Name, connections.Of);
        var order = Order(top, drafts, sources);
        var outputs = new OutputReader(top, drafts).Read();
        top.RejectUnknown();

        var byName = drafts.ToDictionary(draft => draft.Name);
        var steps = order.Select(step => byName[step]).Where(draft => draft.Module is not null)
            .Select(draft => new WorkflowStep(draft.Name, draft.Module!, sources[draft.Name]));
        return new Workflow(name, inputs, [.. steps], outputs) { Title = title, File = file };
    }

    private static IReadOnlyList<string> Order(
        Section top, List<StepDraft> drafts, Dictionary<string, Dictionary<string, PortSource>> sources)
    {
        var order = StepOrder.Of([.. drafts.Select(draft => draft.Name)], step =>
            sources[step].Values.OfType<PortSource.Step>().Select(source => source.Name));
        foreach (var cycle in order.Cycles)
        {
            var circle = string.Join(" -> ", cycle.Append(cycle[0]));
            top.Child("modules")!.Reject(cycle[0], Say($"a cycle: {circle}", $"循環しています: {circle}"));
        }

        return order.Steps;
    }
}
