using Dejima.Core.Documents;
using Dejima.Workflows.Tests.Samples;
using Dejima.Workflows.Workflows;

namespace Dejima.Workflows.Tests.Workflows;

public sealed class PlanTests : IDisposable
{
    private readonly TestFolder _folder = new();

    public PlanTests()
    {
        _folder.Module("m", "inputs: { f: { default: own.dat }, n: { type: number, required: false }, must: { required: true, type: text } }", "true");
        _folder.Write("modules/own.dat", "own");
        _folder.Write("data/given.dat", "given");
        _folder.Workflow("""
            inputs:
              降伏強度: { default: data/given.dat }
              n: { type: number, required: false }
              must: { type: text, required: false }
            modules:
              s: { module: modules/m.yaml, inputs: { f: 降伏強度, n: n, must: must } }
              t: { module: modules/m.yaml, values: { must: "007" } }
            """);
    }

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Given_defaults_values_and_nothing_reach_the_ports()
    {
        var plan = Load(("must", "m"));
        Assert.Equal([new("f", new PortContent.File(_folder["data/given.dat"])), new("must", new PortContent.Value("m"))], plan.Steps[0].Inputs);
        Assert.Equal([new("f", new PortContent.File(_folder["modules/own.dat"])), new("must", new PortContent.Value("007"))], plan.Steps[1].Inputs);
    }

    [Fact]
    public void What_is_given_wins_over_the_default_under_any_spelling_of_its_name()
    {
        var other = _folder.Write("other.dat", "x");
        _folder.Workflow("inputs: { デ: { default: missing.dat } }\nmodules: { s: { module: modules/m.yaml, inputs: { f: デ }, values: { must: a } } }");
        var plan = Load(("テ\u3099", other));
        Assert.Equal(new PortContent.File(other), plan.Inputs["デ"]);
    }

    [Fact]
    public void A_link_to_a_file_and_a_path_relative_to_the_current_directory_are_files()
    {
        File.CreateSymbolicLink(_folder["link"], _folder["data/given.dat"]);
        var path = Path.GetRelativePath(Directory.GetCurrentDirectory(), _folder["link"]);
        Assert.Equal(new PortContent.File(_folder["link"]), Load(("降伏強度", path), ("must", "m")).Inputs["降伏強度"]);
    }

    [Theory]
    [InlineData("降伏強度", "none.dat", "no file")]
    [InlineData("降伏強度", "/", "folder")]
    [InlineData("降伏強度", "/dev/null", "not a regular file")]
    [InlineData("降伏強度", "", "not a path")]
    [InlineData("降伏強度", "a\0b", "not a path")]
    [InlineData("n", "x", "not a number")]
    [InlineData("q", "x", "no such input")]
    public void What_cannot_be_used_is_told(string name, string given, string message)
    {
        var error = Assert.Single(Errors((name, given), ("must", "m")));
        Assert.Equal($"inputs.{name}", error.Key);
        Assert.Contains(message, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_pipe_is_told_at_once_instead_of_waited_for()
    {
        using (var made = System.Diagnostics.Process.Start("mkfifo", _folder["pipe"]))
            made.WaitForExit();
        Assert.Contains("not a regular file", Assert.Single(Errors(("降伏強度", _folder["pipe"]), ("must", "m"))).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void An_optional_input_that_a_step_requires_must_be_given() =>
        Assert.Contains("step 's' requires it", Assert.Single(Errors()).Message, StringComparison.Ordinal);

    [Fact]
    public void Missing_default_files_are_told_where_they_are_written()
    {
        File.Delete(_folder["modules/own.dat"]);
        File.Delete(_folder["data/given.dat"]);
        var errors = Errors(("must", "m"));
        Assert.Equal(["inputs.降伏強度", "inputs.f.default"], errors.Select(error => error.Key));
        Assert.Equal(_folder["modules/m.yaml"], errors[1].File);
    }

    [Fact]
    public void A_module_alone_is_planned_as_a_workflow_of_one_step()
    {
        var plan = WorkflowPlan.LoadModule(_folder["modules/m.yaml"], new Dictionary<string, string> { ["must"] = "a", ["n"] = "3" });
        Assert.Equal(["f", "n", "must"], Assert.Single(plan.Steps).Inputs.Select(input => input.Key));
        var missing = Assert.Throws<DocumentException>(() => WorkflowPlan.LoadModule(_folder["modules/m.yaml"], new Dictionary<string, string>()));
        Assert.Equal("inputs.must", Assert.Single(missing.Errors).Key);
    }

    private WorkflowPlan Load(params (string Name, string Text)[] given) =>
        WorkflowPlan.Load(_folder["workflow.yaml"], given.ToDictionary(pair => pair.Name, pair => pair.Text));

    private IReadOnlyList<DocumentError> Errors(params (string Name, string Text)[] given) =>
        Assert.Throws<DocumentException>(() => Load(given)).Errors;
}
