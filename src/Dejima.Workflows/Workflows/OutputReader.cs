using Dejima.Core.Documents;
using Dejima.Workflows.Modules;
using static Dejima.Contracts.Languages.Language;

namespace Dejima.Workflows.Workflows;

/// <summary>Reads <c>outputs</c> and <c>file-names</c>: what the workflow gives and how the files are called.</summary>
internal sealed class OutputReader(Section top, List<StepDraft> steps)
{
    private readonly SourceReader _sources = new([], steps);
    private readonly Dictionary<string, StepDraft> _steps = steps.ToDictionary(step => step.Name);

    /// <summary>The outputs without errors.</summary>
    public List<WorkflowOutput> Read()
    {
        var outputs = new List<WorkflowOutput>();
        var files = new FileNames(RunFolderNames.All);
        var chosen = Chosen();
        var section = top.Child("outputs");
        foreach (var key in section?.Keys ?? [])
        {
            chosen.Remove(PortName.Normalize(key) ?? key, out var file);
            if (PortName.Normalize(key) is not { } name || outputs.Exists(output => output.Name == name))
                section!.Reject(key, Say($"not a new name: {PortName.Rule}", $"名前の規則（重複不可）: {PortName.Rule}"));
            else if (_sources.ReadStep(section!, key, section!.Text(key) ?? string.Empty, null) is not { } source)
                continue;
            else if ((file ?? _steps[source.Name].Ports?.Output(source.Port)?.FileName) is not { } fileName)
                continue;
            else if (files.Add(fileName, out var valid) is { } fault)
                section.Reject(key, $"{fault}; {Say(
                    $"choose another one: file-names: {{ {name}: … }}",
                    $"別の名前を file-names: {{ {name}: … }} で決めてください")}");
            else
                outputs.Add(new WorkflowOutput(name, source.Name, source.Port, valid));
        }

        foreach (var unknown in chosen.Keys)
            top.Child("file-names")!.Reject(unknown, Say("there is no such output", "その出力はありません"));
        return outputs;
    }

    private Dictionary<string, string> Chosen()
    {
        var chosen = new Dictionary<string, string>();
        foreach (var (key, file) in top.Entries("file-names"))
            chosen[PortName.Normalize(key) ?? key] = file;
        return chosen;
    }
}
