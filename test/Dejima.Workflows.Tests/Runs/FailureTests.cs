using Dejima.Workflows.Runs.Results;
using Dejima.Workflows.Tests.Samples;

namespace Dejima.Workflows.Tests.Runs;

public sealed class FailureTests : IDisposable
{
    private readonly TestFolder _folder = new();

    public FailureTests() => _folder.Module("pass", "inputs: { i: { required: false } }\noutputs: { o: { } }", "for last; do :; done; echo done > \"$last\"");

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task What_needs_a_failed_step_is_skipped_and_the_rest_goes_on()
    {
        _folder.Module("fail", "outputs: { o: { } }", "for i in $(seq 30); do echo line $i >&2; done; exit 3");
        _folder.Workflow("""
            modules:
              bad: { module: modules/fail.yaml }
              next: { module: modules/pass.yaml, inputs: { i: bad/o } }
              last: { module: modules/pass.yaml, inputs: { i: next/o } }
              good: { module: modules/pass.yaml }
              better: { module: modules/pass.yaml, inputs: { i: good/o } }
            outputs: { l: last/o, b: better/o }
            file-names: { l: l, b: b }
            """);
        var result = await _folder.RunAsync(maxParallel: 1);
        Assert.Equal(RunOutcome.Failed, result.Outcome);
        Assert.Equal(
            [("bad", ModuleOutcome.Failed), ("next", ModuleOutcome.Skipped), ("last", ModuleOutcome.Skipped), ("good", ModuleOutcome.Succeeded), ("better", ModuleOutcome.Succeeded)],
            result.Modules.Select(module => (module.Step, module.Outcome)));
        var bad = result.Of("bad");
        Assert.Equal((3, FailureKind.ExitCode), (bad.ExitCode!.Value, bad.Failure!.Kind));
        Assert.Equal(Enumerable.Range(11, 20).Select(i => $"line {i}"), bad.Failure.LastLines);
        Assert.Equal(["bad"], result.Of("next").Because);
        Assert.Null(result.Of("next").StartedAt);
        Assert.False(Directory.Exists(_folder["run/modules/next"]));
        Assert.Equal(["b"], result.Outputs.Keys);
        Assert.Equal("done\n", _folder.Read("run/b"));
    }

    [Theory]
    [InlineData("kill -TERM $$", 143)]
    [InlineData("no-such-program-anywhere", 127)]
    public async Task Ends_by_signal_and_of_unknown_commands_are_failures(string script, int exitCode)
    {
        var failed = await FailAsync(script);
        Assert.Equal((exitCode, FailureKind.ExitCode), (failed.ExitCode!.Value, failed.Failure!.Kind));
    }

    [Fact]
    public async Task A_program_that_the_system_cannot_start_is_a_failure()
    {
        var program = _folder.Write("program", "#!/no/such/interpreter\n");
        File.SetUnixFileMode(program, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        _folder.Write("modules/m.yaml", "module: m\nprogram: [../program]");
        _folder.Workflow("modules: { s: { module: modules/m.yaml } }");
        Assert.Equal(ModuleOutcome.Failed, (await _folder.RunAsync()).Of("s").Outcome);
    }

    [Theory]
    [InlineData("true", "text", FailureKind.OutputMissing)]
    [InlineData("mkdir \"$2\"", "text", FailureKind.OutputUnusable)]
    [InlineData("mkfifo \"$2\"", "text", FailureKind.OutputUnusable)]
    [InlineData("echo many > \"$2\"", "integer", FailureKind.OutputUnusable)]
    [InlineData("head -c 70000 /dev/zero | tr '\\0' 1 > \"$2\"", "number", FailureKind.OutputUnusable)]
    [InlineData("echo 1.5 > \"$2\"; mkdir sub; rm -r ../s; ", "number", FailureKind.OutputMissing)]
    public async Task Outputs_that_cannot_be_used_fail_the_step(string script, string type, FailureKind kind)
    {
        var failed = await FailAsync("echo said >&2;" + script, type);
        Assert.Equal((ModuleOutcome.Failed, kind), (failed.Outcome, failed.Failure!.Kind));
        Assert.Contains("said", failed.Failure.LastLines);
        Assert.Equal(0, failed.ExitCode);
    }

    [Fact]
    public async Task An_unreadable_input_fails_the_step_it_feeds()
    {
        var input = _folder.Write("input", "x");
        _folder.Module("remove", "outputs: { o: { } }", $"rm '{input}'; : > \"$2\"");
        _folder.Module("late", "inputs: { i: { }, j: { default: ../input } }\noutputs: { o: { } }", ": > \"$6\"");
        _folder.Workflow("modules: { first: { module: modules/remove.yaml }, late: { module: modules/late.yaml, inputs: { i: first/o } } }");
        var late = (await _folder.RunAsync()).Of("late");
        Assert.Equal((ModuleOutcome.Failed, FailureKind.Files), (late.Outcome, late.Failure!.Kind));
    }

    [Fact]
    public async Task Children_do_not_outlive_their_module()
    {
        _folder.Module("fork", "outputs: { o: { } }", "sleep 1000 & echo $! > $HERE/pid; : > \"$2\"");
        _folder.Workflow("modules: { s: { module: modules/fork.yaml } }");
        Assert.Equal(RunOutcome.Succeeded, (await _folder.RunAsync()).Outcome);
        var child = await Wait.PidAsync(_folder["pid"]);
        await Wait.UntilAsync(() => !Wait.IsRunning(child));
    }

    [Fact]
    public async Task A_daemon_that_keeps_the_streams_open_does_not_keep_the_run()
    {
        _folder.Module("daemon", "outputs: { o: { } }", "setsid sh -c 'echo $$ > $0; exec sleep 100' $HERE/pid & until [ -s $HERE/pid ]; do sleep 0.01; done; echo said; : > \"$2\"");
        _folder.Workflow("modules: { s: { module: modules/daemon.yaml } }");
        Assert.Equal(RunOutcome.Succeeded, (await _folder.RunAsync()).Outcome);
        Assert.Equal("said\n", _folder.Read("run/modules/s/stdout.log"));
        using var daemon = System.Diagnostics.Process.GetProcessById(await Wait.PidAsync(_folder["pid"]));
        daemon.Kill();
    }

    private async Task<ModuleResult> FailAsync(string script, string type = "file")
    {
        _folder.Module("m", $"outputs: {{ o: {{ type: {type} }} }}", script);
        _folder.Workflow("modules: { s: { module: modules/m.yaml } }");
        return (await _folder.RunAsync()).Of("s");
    }
}
