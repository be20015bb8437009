using Dejima.Workflows.Runs.Results;
using Dejima.Workflows.Tests.Samples;

namespace Dejima.Workflows.Tests.Runs;

public sealed class LinkTests : IDisposable
{
    private readonly TestFolder _folder = new();

    public LinkTests()
    {
        _folder.Write("input.dat", "input");
        _folder.Write("secret.dat", "secret");
        _folder.Module("other", "outputs: { o: { } }", "echo other > \"$2\"");
    }

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("ln -s XX.dat \"$4\"; echo XX > XX.dat", "XX\n")]
    [InlineData("ln -s $PWD/XX.dat \"$4\"; echo XX > XX.dat", "XX\n")]
    [InlineData("ln -s \"$2\" \"$4\"", "input")]
    [InlineData("ln -s inputs/i \"$4\"", "input")]
    [InlineData("ln -s $HERE/input.dat \"$4\"", "input")]
    public async Task A_link_to_what_the_module_has_is_a_result(string script, string content)
    {
        Assert.Equal(ModuleOutcome.Succeeded, (await RunAsync(script, "out.dat")).Outcome);
        Assert.Equal(content, _folder.Read("run/out.dat"));
        Assert.Null(new FileInfo(_folder["run/out.dat"]).LinkTarget);
    }

    [Theory]
    [InlineData("ln -s $HERE/secret.dat \"$4\"", "out.dat")]
    [InlineData("ln -s ../../../secret.dat \"$4\"", "out.dat")]
    [InlineData("ln -s $HERE/secret.dat a; ln -s a b; ln -s b \"$4\"", "out.dat")]
    [InlineData("ln -s ../other/o \"$4\"", "out.dat")]
    [InlineData("rmdir sub; ln -s $HERE sub", "sub/secret.dat")]
    [InlineData("ln -s /dev/zero \"$4\"", "out.dat")]
    [InlineData("ln -s nothing \"$4\"", "out.dat")]
    [InlineData("ln -s out.dat \"$4\"", "out.dat")]
    [InlineData("mkfifo p; ln -s p \"$4\"", "out.dat")]
    [InlineData("ln -s . \"$4\"", "out.dat")]
    [InlineData("mkdir ../$(basename $PWD)-x; cp $HERE/secret.dat ../$(basename $PWD)-x; ln -s $PWD-x/secret.dat \"$4\"", "out.dat")]
    public async Task A_link_to_anything_else_is_refused(string script, string name)
    {
        var result = await RunAsync(script, name);
        Assert.Equal((ModuleOutcome.Failed, FailureKind.OutputUnusable), (result.Outcome, result.Failure!.Kind));
        Assert.False(File.Exists(_folder["run/" + name]));
    }

    private async Task<ModuleResult> RunAsync(string script, string name)
    {
        _folder.Module("m", $"inputs: {{ i: {{ }} }}\noutputs: {{ o: {{ name: {name} }} }}", script);
        _folder.Workflow("""
            inputs: { i: { default: input.dat } }
            modules: { other: { module: modules/other.yaml }, s: { module: modules/m.yaml, inputs: { i: i } } }
            outputs: { o: s/o }
            """);
        return (await _folder.RunAsync(maxParallel: 1)).Of("s");
    }
}
