using Dejima.Workflows.Modules;
using Dejima.Workflows.Tests.Samples;
using Dejima.Workflows.Workflows;

namespace Dejima.Workflows.Tests.Modules;

public sealed class ModuleReadingTests : IDisposable
{
    private readonly TestFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_program_module_is_read()
    {
        var program = _folder.Write("bin/solve", "#!/bin/sh\n");
        File.SetUnixFileMode(program, UnixFileMode.UserRead | UnixFileMode.UserExecute);
        var module = Load("""
            module: solve
            title: 応力
            version: 1.0.0
            inputs:
              降伏強度: { type: file, unit: MPa, description: d, default: data/y.dat }
              cycles: { type: integer, required: false }
            outputs: { 結果: { type: number, name: out/r.dat }, log: }
            program: [../bin/solve, a, '']
            environment: { X: y }
            """);
        Assert.Equal(("solve", "応力", "1.0.0"), (module.Name, module.Title, module.Version));
        Assert.Equal([("降伏強度", PortType.File, true), ("cycles", PortType.Integer, false)], module.Ports.Inputs.Select(port => (port.Name, port.Type, port.Required)));
        Assert.Equal(("MPa", "d", _folder["modules/data/y.dat"]), (module.Ports.Inputs[0].Unit, module.Ports.Inputs[0].Description, module.Ports.Inputs[0].Default));
        Assert.Equal([("結果", "out/r.dat"), ("log", "log")], module.Ports.Outputs.Select(port => (port.Name, port.FileName)));
        var body = Assert.IsType<ModuleBody.Program>(module.Body);
        Assert.Equal(program, body.File);
        Assert.Equal(["a", ""], body.Arguments);
        Assert.Equal("y", body.Environment["X"]);
    }

    [Fact]
    public void A_declared_module_is_read()
    {
        var module = Load("""
            module: stress
            inputs: { 曲線: { type: file } }
            outputs: { 応力分布データ: { type: file } }
            remote:
              site: demo-site
              command: stress-distribution
              inputs: { 曲線: cyclic_curve.dat }
              outputs: { 応力分布データ: XX.dat }
              parameters: { cpus: "2" }
            """);
        var body = Assert.IsType<ModuleBody.Remote>(module.Body);
        Assert.Equal(("demo-site", "stress-distribution"), (body.Site, body.Command));
        Assert.Equal("cyclic_curve.dat", body.Inputs["曲線"]);
        Assert.Equal("XX.dat", body.Outputs["応力分布データ"]);
        Assert.Equal("2", body.Parameters["cpus"]);
    }

    private Module Load(string text) => Workflow.LoadModule(_folder.Write("modules/m.yaml", text)).Steps[0].Module;
}
