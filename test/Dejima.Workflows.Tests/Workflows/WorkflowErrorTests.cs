using Dejima.Core.Documents;
using Dejima.Workflows.Tests.Samples;
using Dejima.Workflows.Workflows;

namespace Dejima.Workflows.Tests.Workflows;

public sealed class WorkflowErrorTests : IDisposable
{
    private readonly TestFolder _folder = new();

    public WorkflowErrorTests()
    {
        _folder.Module("one", "inputs: { in: { } }\noutputs: { out: { name: o.dat } }", "true");
        _folder.Module("free", "outputs: { out: { }, figure: { type: number }, count: { type: integer } }", "true");
        _folder.Module("figure", "inputs: { n: { type: number }, i: { type: integer, default: 1 } }\noutputs: { out: { } }", "true");
        _folder.Module("folder", "outputs: { out: { name: modules/x } }", "true");
        _folder.Write("modules/broken.yaml", "module: broken\nprogram: [./none]\ninputs: { in: { } }");
    }

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("x: 1\nmodules: { f: { module: modules/free.yaml } }", "x", "unknown key")]
    [InlineData("title: t", "modules", "missing")]
    [InlineData("modules: { }", "modules", "at least one")]
    [InlineData("modules: { f: { } }", "modules.f.module", "missing")]
    [InlineData("modules: { f: { module: modules/none.yaml } }", "modules.f.module", "no file")]
    [InlineData("modules: { f: { module: /etc/m.yaml } }", "modules.f.module", "relative")]
    [InlineData("modules: { f: { modul: x, module: modules/free.yaml } }", "modules.f.modul", "unknown key")]
    [InlineData("modules: { 'a/b': { module: modules/free.yaml } }", "modules.a/b", "step's name")]
    [InlineData("modules: { 'a:b': { module: modules/free.yaml } }", "modules.a:b", "step's name")]
    [InlineData("modules: { a: { module: modules/free.yaml }, A: { module: modules/free.yaml } }", "modules.A", "case")]
    [InlineData("modules: { o: { module: modules/one.yaml } }", "modules.o.inputs", "'in' is not connected")]
    [InlineData("modules: { o: { module: modules/one.yaml, inputs: { in: x } } }", "modules.o.inputs.in", "no input 'x'")]
    [InlineData("modules: { o: { module: modules/one.yaml, inputs: { in: } } }", "modules.o.inputs.in", "expected")]
    [InlineData("modules: { o: { module: modules/one.yaml, inputs: { in: { a: b } } } }", "modules.o.inputs.in", "single value")]
    [InlineData("modules: { o: { module: modules/one.yaml, inputs: { in: x/out } } }", "modules.o.inputs.in", "no step 'x'")]
    [InlineData("modules: { f: { module: modules/free.yaml }, o: { module: modules/one.yaml, inputs: { in: f/x } } }", "modules.o.inputs.in", "no output 'x'")]
    [InlineData("modules: { f: { module: modules/free.yaml }, o: { module: modules/one.yaml, inputs: { in: f/out, y: f/out } } }", "modules.o.inputs.y", "no such input port")]
    [InlineData("modules: { f: { module: modules/free.yaml }, o: { module: modules/one.yaml, inputs: { in: f/figure } } }", "modules.o.inputs.in", "type file cannot take a number")]
    [InlineData("modules: { f: { module: modules/free.yaml }, g: { module: modules/figure.yaml, inputs: { n: f/count, i: f/figure } } }", "modules.g.inputs.i", "type integer cannot take a number")]
    [InlineData("inputs: { t: { type: text, default: a } }\nmodules: { g: { module: modules/figure.yaml, inputs: { n: t } } }", "modules.g.inputs.n", "type number cannot take a text")]
    [InlineData("modules: { g: { module: modules/figure.yaml, values: { n: much } } }", "modules.g.values.n", "not a number")]
    [InlineData("modules: { f: { module: modules/free.yaml }, g: { module: modules/figure.yaml, inputs: { n: f/figure }, values: { n: 1 } } }", "modules.g.values.n", "twice")]
    [InlineData("modules: { o: { module: modules/one.yaml, values: { in: text } } }", "modules.o.values.in", "takes a file")]
    [InlineData("modules: { a: { module: modules/one.yaml, inputs: { in: b/out } }, b: { module: modules/one.yaml, inputs: { in: a/out } } }", "modules.b", "b -> a -> b")]
    [InlineData("modules: { a: { module: modules/one.yaml, inputs: { in: a/out } } }", "modules.a", "a -> a")]
    [InlineData("modules: { f: { module: modules/free.yaml } }\noutputs: { r: f }", "outputs.r", "step/port")]
    [InlineData("modules: { f: { module: modules/free.yaml } }\noutputs: { r: g/out }", "outputs.r", "no step 'g'")]
    [InlineData("modules: { f: { module: modules/free.yaml } }\noutputs: { r: f/x }", "outputs.r", "no output 'x'")]
    [InlineData("modules: { f: { module: modules/free.yaml }, g: { module: modules/free.yaml } }\noutputs: { r: f/out, s: g/out }", "outputs.s", "twice")]
    [InlineData("modules: { f: { module: modules/folder.yaml } }\noutputs: { r: f/out }", "outputs.r", "Dejima itself")]
    [InlineData("modules: { f: { module: modules/free.yaml } }\nfile-names: { r: x }", "file-names.r", "no such output")]
    [InlineData("modules: { f: { module: modules/free.yaml } }\noutputs: { r: f/out }\nfile-names: { r: ../x }", "outputs.r", "'.' or '..'")]
    public void A_mistake_is_told_once_with_its_key(string text, string key, string message)
    {
        var file = _folder.Workflow(text);
        var error = Assert.Single(Assert.Throws<DocumentException>(() => Workflow.Load(file)).Errors);
        Assert.Equal((file, key), (error.File, error.Key));
        Assert.Contains(message, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Mistakes_of_all_files_and_of_what_is_given_are_told_at_once()
    {
        var file = _folder.Workflow("""
            inputs: { y: { }, z: { type: integer, default: 1 } }
            modules:
              b: { module: modules/broken.yaml, inputs: { inn: y } }
              c: { module: modules/broken.yaml, inputs: { in: q } }
              d: { module: modules/one.yaml, inputs: { in: b/out } }
            """);
        var given = new Dictionary<string, string> { ["z"] = "x", ["more"] = "1" };
        var errors = Assert.Throws<DocumentException>(() => WorkflowPlan.Load(file, given)).Errors;
        Assert.Equal(
            ["inputs.more", "inputs.y", "inputs.z", "modules.b.inputs.inn", "modules.b.inputs", "modules.c.inputs.in", "modules.d.inputs.in", "program"],
            errors.Select(error => error.Key));
        Assert.Equal(1, errors.Count(error => error.File.EndsWith("broken.yaml", StringComparison.Ordinal)));
        Assert.Equal(5, errors.Single(error => error.Key == "modules.c.inputs.in").Line);
    }

    [Fact]
    public void Several_cycles_are_told_and_what_hangs_on_them_is_not()
    {
        var file = _folder.Workflow("""
            modules:
              a: { module: modules/one.yaml, inputs: { in: a/out } }
              b: { module: modules/one.yaml, inputs: { in: c/out } }
              c: { module: modules/one.yaml, inputs: { in: b/out } }
              d: { module: modules/one.yaml, inputs: { in: c/out } }
            """);
        var errors = Assert.Throws<DocumentException>(() => Workflow.Load(file)).Errors;
        Assert.Equal(["modules.a", "modules.c"], errors.Select(error => error.Key));
    }
}
