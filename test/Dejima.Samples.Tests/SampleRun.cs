using Dejima.Samples.NotchedPlate.Data;
using Dejima.Samples.NotchedPlate.Fatigue;
using YamlDotNet.RepresentationModel;

[assembly: AssemblyFixture(typeof(Dejima.Samples.Tests.SampleRun))]

namespace Dejima.Samples.Tests;

/// <summary>
/// The whole sample, run once with its own data and the real solver. Command lines are made from the module files, so
/// the ports' names there are tested too.
/// </summary>
public sealed class SampleRun : IAsyncLifetime
{
    internal Workplace Place { get; } = new();

    internal Outcome Solving { get; private set; } = null!;

    internal IReadOnlyList<LevelDistribution> Distribution => Place.Distribution();

    internal IReadOnlyList<LifePoint> Lives => SnTableFile.Read(Place["s_n_table.csv"]);

    public async ValueTask InitializeAsync()
    {
        Directory.CreateDirectory(Place["site"]);
        Directory.CreateDirectory(Place["workspace"]);
        await Place.Succeed("mesh", "--out", "site/model.inp");
        var files = Sample.Workflow().At("inputs").Keys().ToDictionary(
            port => port, port => Sample.Data(Path.GetFileName(Sample.Workflow().At("inputs", port, "default").ToString())));
        await RunModule("cyclic-curve", files);
        await RunSite(files);
        await RunModule("fatigue-life", files);
    }

    public ValueTask DisposeAsync()
    {
        Place.Dispose();
        return ValueTask.CompletedTask;
    }

    private async Task RunModule(string name, Dictionary<string, string> files)
    {
        var module = Sample.Module(name);
        foreach (var port in module.At("outputs").Keys())
            files[port] = Place[module.At("outputs", port, "name").ToString()];
        var options = module.At("inputs").Keys().Concat(module.At("outputs").Keys())
            .SelectMany(port => new[] { "--" + port, files[port] });
        await Place.Succeed([((YamlSequenceNode)module.At("program"))[1].ToString(), .. options]);
    }

    private async Task RunSite(Dictionary<string, string> files)
    {
        var module = Sample.Module("stress-distribution");
        using var workspace = new Workplace();
        foreach (var port in module.At("remote", "inputs").Keys())
            File.Copy(files[port], workspace[module.At("remote", "inputs", port).ToString()]);
        workspace.Environment["MODEL"] = Place["site/model.inp"];
        workspace.Environment["DEJIMA_PARAM_CPUS"] = module.At("remote", "parameters", "cpus").ToString();
        Solving = await workspace.Succeed(module.At("remote", "command").ToString());
        WorkspaceFiles = [.. new DirectoryInfo(workspace.Folder).EnumerateFileSystemInfos().Select(info => info.Name)];
        foreach (var port in module.At("remote", "outputs").Keys())
        {
            var name = module.At("remote", "outputs", port).ToString();
            File.Copy(workspace[name], files[port] = Place[name]);
        }
    }

    internal IReadOnlyList<string> WorkspaceFiles { get; private set; } = [];
}
