using Dejima.Core.Documents;
using Dejima.Workflows.Tests.Samples;
using Dejima.Workflows.Workflows;

namespace Dejima.Workflows.Tests.Modules;

public sealed class ModuleErrorTests : IDisposable
{
    private const string Program = "program: [sh]";
    private const string Remote = "remote: { site: s, command: c }";
    private readonly TestFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("title: x\n" + Program, "module", 1)]
    [InlineData("module: 'a b'\n" + Program, "module", 1)]
    [InlineData("module: a\nprogramm: [sh]\n" + Program, "programm", 2)]
    [InlineData("module: a", "program", 1)]
    [InlineData("module: a\n" + Program + "\n" + Remote, "remote", 3)]
    [InlineData("module: a\nprogram: []", "program", 2)]
    [InlineData("module: a\nprogram: [no-such-program-anywhere]", "program", 2)]
    [InlineData("module: a\nprogram: [./missing]", "program", 2)]
    [InlineData("module: a\nprogram: [./plain.txt]", "program", 2)]
    [InlineData("module: a\nprogram: [sh, \"\\0\"]", "program", 2)]
    [InlineData("module: a\nenvironment: { 'A=B': c }\n" + Program, "environment.A=B", 2)]
    [InlineData("module: a\nenvironment: { A: b }\n" + Remote, "environment", 2)]
    [InlineData("module: a\ninputs: { 'x/y': { } }\n" + Program, "inputs.x/y", 2)]
    [InlineData("module: a\ninputs: { x: { type: matrix } }\n" + Program, "inputs.x.type", 2)]
    [InlineData("module: a\ninputs: { x: { type: integer, default: few } }\n" + Program, "inputs.x.default", 2)]
    [InlineData("module: a\ninputs: { x: { required: maybe } }\n" + Program, "inputs.x.required", 2)]
    [InlineData("module: a\ninputs: { x: { unti: MPa } }\n" + Program, "inputs.x.unti", 2)]
    [InlineData("module: a\ninputs: { x: { } }\noutputs: { x: { name: y } }\n" + Program, "outputs.x", 3)]
    [InlineData("module: a\noutputs: { デ: { name: a }, \"テ\\u3099\": { name: b } }\n" + Program, "outputs.テ\u3099", 2)]
    [InlineData("module: a\noutputs: { x: { name: ../x } }\n" + Program, "outputs.x.name", 2)]
    [InlineData("module: a\noutputs: { x: { name: a }, y: { name: A } }\n" + Program, "outputs.y.name", 2)]
    [InlineData("module: a\noutputs: { x: { name: stdout.log } }\n" + Program, "outputs.x.name", 2)]
    [InlineData("module: a\noutputs: { x: { name: run.json } }\n" + Program, "outputs.x.name", 1)]
    [InlineData("module: a\nremote: { site: 'a b', command: c }", "remote.site", 2)]
    [InlineData("module: a\nremote: { site: s }", "remote.command", 2)]
    [InlineData("module: a\nremote: { site: s, command: c, inputs: { x: y } }", "remote.inputs.x", 2)]
    [InlineData("module: a\ninputs: { x: { } }\n" + Remote, "remote.inputs", 3)]
    [InlineData("module: a\noutputs: { x: { } }\n" + Remote, "remote.outputs", 3)]
    [InlineData("module: a\noutputs: { x: { } }\nremote: { site: s, command: c, outputs: { x: /etc/x } }", "remote.outputs.x", 3)]
    [InlineData("module: a\ninputs: { x: { }, y: { } }\nremote: { site: s, command: c, inputs: { x: f, y: f } }", "remote.inputs.y", 3)]
    [InlineData("module: a\nremote: { site: s, command: c, parameters: { 'a b': c } }", "remote.parameters.a b", 2)]
    [InlineData("module: a\nmodule: b\n" + Program, "", 2)]
    [InlineData("- a", "", 1)]
    public void A_mistake_is_told_once_with_line_and_key(string text, string key, int line)
    {
        _folder.Write("plain.txt", "text");
        var file = _folder.Write("m.yaml", text);
        var error = Assert.Single(Assert.Throws<DocumentException>(() => Workflow.LoadModule(file)).Errors);
        Assert.Equal((file, key, line), (error.File, error.Key, error.Line));
    }

    [Fact]
    public void All_mistakes_are_told_at_once()
    {
        var file = _folder.Write("m.yaml", "module: 'a b'\ninputs: { x: { type: t, y: z } }\noutputs: { o: { name: .. } }\nprogram: [./p]\nz: 1");
        var errors = Assert.Throws<DocumentException>(() => Workflow.LoadModule(file)).Errors;
        Assert.Equal(["module", "inputs.x.type", "inputs.x.y", "outputs.o.name", "program", "z"], errors.Select(error => error.Key));
    }

    [Fact]
    public void A_file_that_is_no_text_is_refused()
    {
        File.WriteAllBytes(_folder["m.yaml"], [0x6d, 0xff, 0xfe]);
        Assert.Throws<DocumentException>(() => Workflow.LoadModule(_folder["m.yaml"]));
        Assert.Throws<DocumentException>(() => Workflow.LoadModule(_folder["missing.yaml"]));
        Assert.Throws<DocumentException>(() => Workflow.LoadModule(_folder.Path));
    }

    [Fact]
    public void A_huge_file_is_refused_without_reading_it_all()
    {
        using (var huge = File.Create(_folder["m.yaml"]))
            huge.SetLength(1L << 40);
        var error = Assert.Single(Assert.Throws<DocumentException>(() => Workflow.LoadModule(_folder["m.yaml"])).Errors);
        Assert.Contains("1 MiB", error.Message, StringComparison.Ordinal);
    }
}
