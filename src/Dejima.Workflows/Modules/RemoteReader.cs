using Dejima.Contracts.Names;
using Dejima.Core.Documents;
using static Dejima.Contracts.Languages.Language;

namespace Dejima.Workflows.Modules;

/// <summary>
/// Reads the <c>remote</c> part of a declared module. What the site makes of it is checked by the site.
/// </summary>
/// <param name="remote">That part.</param>
/// <param name="ports">The module's ports; null when they could not be read.</param>
internal sealed class RemoteReader(Section remote, ModulePorts? ports)
{
    /// <summary>The calculation. Errors are noted.</summary>
    public ModuleBody.Remote Read()
    {
        var body = new ModuleBody.Remote(
            Name("site"),
            Name("command"),
            Files("inputs", ports?.Inputs.Select(port => port.Name)),
            Files("outputs", ports?.Outputs.Select(port => port.Name)),
            Parameters());
        remote.RejectUnknown();
        return body;
    }

    private string Name(string key)
    {
        var name = remote.RequiredText(key);
        if (remote.Has(key) && !Identifier.IsValid(name))
            remote.Reject(key, Say($"not a name: {Identifier.Rule}", $"名前の規則: {Identifier.Rule}"));
        return name;
    }

    private Dictionary<string, string> Files(string key, IEnumerable<string>? expected)
    {
        var files = new Dictionary<string, string>();
        var names = new FileNames();
        var section = remote.Child(key);
        var known = expected?.ToList();
        var all = string.Join(", ", known ?? []);
        foreach (var text in section?.Keys ?? [])
        {
            var port = PortName.Normalize(text);
            if (known is not null && (port is null || !known.Contains(port)))
                section!.Reject(text, Say($"there is no such port; {key}: {all}", $"そのポートはありません。{key}: {all}"));
            else if (names.Add(section!.Text(text) ?? string.Empty, out var name) is { } fault)
                section.Reject(text, fault);
            files[port ?? text] = FileName.Check(section!.Text(text), out var file) == NameFault.None ? file : string.Empty;
        }

        foreach (var port in known?.Where(port => !files.ContainsKey(port)) ?? [])
            remote.Reject(key, Say($"port '{port}' has no file name at the site", $"ポート '{port}' のサイトでのファイル名がありません"));
        return files;
    }

    private IReadOnlyDictionary<string, string> Parameters()
    {
        var parameters = remote.Entries("parameters");
        foreach (var name in parameters.Keys.Where(name => !Identifier.IsValid(name)))
            remote.Child("parameters")!.Reject(name, Say(
                $"not a name: {Identifier.Rule}",
                $"名前の規則: {Identifier.Rule}"));
        return parameters;
    }
}
