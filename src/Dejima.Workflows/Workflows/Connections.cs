using Dejima.Core.Documents;
using Dejima.Workflows.Modules;
using static Dejima.Contracts.Languages.Language;

namespace Dejima.Workflows.Workflows;

/// <summary>Reads and checks what each step's input ports are connected to.</summary>
internal sealed class Connections(List<InputPort> inputs, List<StepDraft> steps)
{
    private readonly SourceReader _sources = new(inputs, steps);

    /// <summary>The step's sources by port. Errors are noted.</summary>
    public Dictionary<string, PortSource> Of(StepDraft step)
    {
        var sources = new Dictionary<string, PortSource>();
        Read(step, "inputs", sources, (section, key, port) => _sources.Read(section, key, port));
        Read(step, "values", sources, Value);
        foreach (var port in step.Ports?.Inputs ?? [])
        {
            if (port.Required && port.Default is null && !sources.ContainsKey(port.Name))
                step.Section.Reject("inputs", Say(
                    $"input port '{port.Name}' is not connected",
                    $"入力ポート '{port.Name}' がつながっていません"));
        }

        return sources;
    }

    private static void Read(
        StepDraft step,
        string group,
        Dictionary<string, PortSource> sources,
        Func<Section, string, InputPort?, PortSource?> read)
    {
        if (step.Section.Child(group) is not { } section)
            return;
        foreach (var key in section.Keys)
        {
            var name = PortName.Normalize(key) ?? key;
            var port = step.Ports?.Input(name);
            if (step.Ports is not null && port is null)
                section.Reject(key, Say(
                    $"the module has no such input port; it has: {Names(step.Ports)}",
                    $"モジュールにその入力ポートはありません。あるもの: {Names(step.Ports)}"));
            else if (sources.ContainsKey(name))
                section.Reject(key, Say("the port is connected twice", "ポートが二重につながっています"));

            // Unusable sources count as connected, lest one mistake be told as two.
            sources.TryAdd(name, read(section, key, port) ?? new PortSource.Value(string.Empty));
        }
    }

    private static PortSource.Value? Value(Section section, string key, InputPort? port)
    {
        if (section.Text(key) is not { } text)
            return section.Has(key) ? null : new PortSource.Value(string.Empty);
        var fault = port?.Type == PortType.File
            ? Say("the port takes a file, not a value", "このポートは値でなくファイルを受け取ります")
            : port?.Type.Fault(text);
        if (fault is not null)
            section.Reject(key, fault);
        return new PortSource.Value(text);
    }

    private static string Names(ModulePorts ports) => string.Join(", ", ports.Inputs.Select(port => port.Name));
}
