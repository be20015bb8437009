using Dejima.Core.Documents;
using static Dejima.Contracts.Languages.Language;

namespace Dejima.Workflows.Modules;

/// <summary>Reads the <c>inputs</c> and <c>outputs</c> of a document. A port with an error is left out.</summary>
/// <param name="top">The document.</param>
/// <param name="folder">What the paths in it are relative to.</param>
internal sealed class PortReader(Section top, string folder)
{
    private readonly HashSet<string> _names = [];

    /// <summary>Reads <c>inputs</c>.</summary>
    public List<InputPort> Inputs()
    {
        var ports = new List<InputPort>();
        foreach (var (key, section) in top.Children("inputs"))
        {
            var type = Type(section);
            var port = new InputPort(key, type ?? PortType.File)
            {
                Unit = section.Text("unit"),
                Description = section.Text("description"),
                Required = section.Boolean("required") ?? true,
                Default = type is { } known ? Default(section, known) : section.Text("default"),
                Line = Math.Max(1, section.Line),
            };
            section.RejectUnknown();
            if (Name("inputs", key) is { } name && type is not null)
                ports.Add(port with { Name = name });
        }

        return ports;
    }

    /// <summary>Reads <c>outputs</c>. Their files stand in the module's folder beside what Dejima puts there.</summary>
    public List<OutputPort> Outputs()
    {
        var ports = new List<OutputPort>();
        var files = new FileNames(ModuleFolderNames.All);
        foreach (var (key, section) in top.Children("outputs"))
        {
            var type = Type(section);
            var (unit, description) = (section.Text("unit"), section.Text("description"));
            var fault = files.Add(section.Text("name") ?? key, out var file);
            if (fault is not null)
                section.Reject("name", fault);
            section.RejectUnknown();
            if (Name("outputs", key) is { } name && type is { } known && fault is null)
                ports.Add(new OutputPort(name, known, file) { Unit = unit, Description = description });
        }

        return ports;
    }

    private string? Name(string group, string key)
    {
        var name = PortName.Normalize(key);
        if (name is null)
            top.Child(group)!.Reject(key, Say($"not a port's name: {PortName.Rule}", $"ポート名の規則: {PortName.Rule}"));
        else if (!_names.Add(name))
            top.Child(group)!.Reject(key, Say("another port has this name", "同じ名前のポートがあります"));
        else
            return name;
        return null;
    }

    private static PortType? Type(Section section)
    {
        if (!section.Has("type"))
            return PortType.File;
        if (section.Text("type") is not { } text)
            return null;
        var type = PortTypes.Read(text);
        if (type is null)
            section.Reject("type", Say(
                $"'{text}' is not a type; allowed: {PortTypes.Names}",
                $"型 '{text}' はありません。使える型: {PortTypes.Names}"));
        return type;
    }

    private string? Default(Section section, PortType type)
    {
        if (section.Text("default") is not { } text)
            return null;
        if (type == PortType.File)
            return text.Contains('\0', StringComparison.Ordinal) ? Refuse(Say("has a NUL character", "NUL 文字を含みます"))
                : Path.GetFullPath(Path.Combine(folder, text));
        return type.Fault(text) is { } fault ? Refuse(fault) : text;

        string? Refuse(string message)
        {
            section.Reject("default", message);
            return null;
        }
    }
}
