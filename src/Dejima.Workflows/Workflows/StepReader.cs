using Dejima.Core.Documents;
using Dejima.Workflows.Modules;
using static Dejima.Contracts.Languages.Language;

namespace Dejima.Workflows.Workflows;

/// <summary>Reads <c>modules</c>: the steps, without their connections.</summary>
/// <param name="top">The workflow's document.</param>
/// <param name="file">Its path, as the person gave it.</param>
/// <param name="modules">Reads the module files.</param>
internal sealed class StepReader(Section top, string file, ModuleReader modules)
{
    private readonly HashSet<string> _folders = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>The steps with acceptable names.</summary>
    public List<StepDraft> Read()
    {
        var drafts = new List<StepDraft>();
        if (top.RequiredChild("modules") is not { } parent)
            return drafts;
        foreach (var (key, section) in top.Children("modules"))
        {
            var module = Module(section);
            _ = (section.Has("inputs"), section.Has("values"));
            section.RejectUnknown();
            if (Name(parent, key) is { } name)
                drafts.Add(new StepDraft(name, section, module.Ports, module.Module));
        }

        if (!parent.Keys.Any())
            top.Reject("modules", Say("needs at least one step", "一つ以上のモジュールが必要です"));
        return drafts;
    }

    // A step's name is a folder and, as "step/port", the start of a reference.
    private string? Name(Section parent, string key)
    {
        var name = PortName.Normalize(key);
        if (name is null || !RunFolderNames.IsStep(name))
            parent.Reject(key, Say(
                $"not a step's name: {PortName.Rule}; and good as a folder's name",
                $"名前の規則: {PortName.Rule}。フォルダ名にも使えること"));
        else if (!_folders.Add(name))
            parent.Reject(key, Say("another step has this name (case does not count)", "同じ名前があります（大文字小文字は区別しません）"));
        else
            return name;
        return null;
    }

    private ReadModule Module(Section section)
    {
        var none = new ReadModule(null, null);
        var path = section.RequiredText("module");
        if (path.Length == 0)
            return none;
        if (Path.IsPathRooted(path) || path.Contains('\0', StringComparison.Ordinal))
        {
            section.Reject("module", Say("must be relative to the workflow file", "ワークフローのファイルからの相対パスが必要です"));
            return none;
        }

        var full = Path.Combine(Path.GetDirectoryName(file) ?? string.Empty, path);
        if (File.Exists(full))
            return modules.Read(full);
        section.Reject("module", Say($"there is no file '{full}'", $"ファイル '{full}' がありません"));
        return none;
    }
}
