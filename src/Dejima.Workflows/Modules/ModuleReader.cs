using Dejima.Contracts.Names;
using Dejima.Core.Documents;
using Dejima.Workflows.Documents;
using static Dejima.Contracts.Languages.Language;

namespace Dejima.Workflows.Modules;

/// <summary>Reads module files, each once however often it is named.</summary>
internal sealed class ModuleReader(FileErrors files)
{
    private readonly Dictionary<string, ReadModule> _read = [];

    /// <summary>Reads a file. Its errors are noted under its path.</summary>
    public ReadModule Read(string file)
    {
        var path = Path.GetFullPath(file);
        if (!_read.TryGetValue(path, out var module))
            _read[path] = module = ReadNew(file, Path.GetDirectoryName(path)!);
        return module;
    }

    private ReadModule ReadNew(string file, string folder)
    {
        var errors = files.Of(file);
        if (DocumentText.Read(file, errors) is not { } top)
            return new ReadModule(null, null);
        var name = top.RequiredText("module");
        if (top.Has("module") && !Identifier.IsValid(name))
            top.Reject("module", Say($"not a name: {Identifier.Rule}", $"名前の規則: {Identifier.Rule}"));
        var (title, version, _) = (top.Text("title"), top.Text("version"), top.Text("description"));

        var before = errors.Found.Count;
        var reader = new PortReader(top, folder);
        var all = new ModulePorts(reader.Inputs(), reader.Outputs());
        var ports = errors.Found.Count == before ? all : null;

        var body = Body(top, folder, ports);
        top.RejectUnknown();
        var module = body is null || ports is null || errors.Found.Count > 0
            ? null
            : new Module(name, ports, body) { Title = title, Version = version, File = file };
        return new ReadModule(ports, module);
    }

    private static ModuleBody? Body(Section top, string folder, ModulePorts? ports)
    {
        switch (top.Has("program"), top.Has("remote"))
        {
            case (true, false):
                return ProgramReader.Read(top, folder);
            case (false, true):
                return top.Child("remote") is { } remote ? new RemoteReader(remote, ports).Read() : null;
            case (true, true):
                top.Reject("remote", Say("a module has 'program' or 'remote', not both", "program と remote はどちらか一つです"));
                return null;
            default:
                top.Reject("program", Say("a module needs 'program' or 'remote'", "program か remote が必要です"));
                return null;
        }
    }
}
