using Dejima.Workflows.Runs;
using Dejima.Workflows.Runs.Records;
using Dejima.Workflows.Runs.Results;
using Dejima.Workflows.Tests.Samples;

namespace Dejima.Workflows.Tests.Runs;

public sealed class CancelTests : IDisposable
{
    private static readonly TimeSpan VeryLong = TimeSpan.FromSeconds(50);
    private readonly TestFolder _folder = new();
    private readonly CancellationTokenSource _cancel = new();

    public CancelTests() => _folder.Module("next", "inputs: { i: { } }\noutputs: { o: { } }", ": > \"$4\"");

    public void Dispose()
    {
        _folder.Dispose();
        _cancel.Dispose();
    }

    [Fact]
    public async Task A_stubborn_program_and_its_children_are_killed()
    {
        var run = Start("trap '' INT TERM; sh -c 'trap \"\" INT TERM; echo $$ > $0; while :; do sleep 0.1; done' $HERE/child & echo $$ > $HERE/parent; while :; do sleep 0.1; done", TimeSpan.FromMilliseconds(100));
        int[] pids = [await Wait.PidAsync(_folder["child"]), await Wait.PidAsync(_folder["parent"])];
        Assert.All(pids, pid => Assert.True(Wait.IsRunning(pid)));
        await _cancel.CancelAsync();
        var result = await run;
        Assert.Equal(RunOutcome.Cancelled, result.Outcome);
        Assert.Equal([ModuleOutcome.Cancelled, ModuleOutcome.Cancelled], result.Modules.Select(module => module.Outcome));
        await Wait.UntilAsync(() => !pids.Any(Wait.IsRunning));
        Assert.Equal(RunOutcome.Cancelled, RunRecord.TryRead(_folder["run/run.json"])!.Outcome);
    }

    [Theory]
    [InlineData("trap 'echo stopped > $HERE/stopped; exit 0' INT;")]
    [InlineData("trap '' INT; trap 'echo stopped > $HERE/stopped; exit 0' TERM;")]
    public async Task A_program_is_asked_before_it_is_killed(string trap)
    {
        // The first obeys the interrupt, and is given so long that nothing else is what stops it.
        var run = Start(trap + "echo $$ > $HERE/pid; while :; do sleep 0.05; done", trap.Contains("TERM", StringComparison.Ordinal) ? TimeSpan.FromSeconds(3) : VeryLong);
        await Wait.PidAsync(_folder["pid"]);
        await _cancel.CancelAsync();
        Assert.Equal(RunOutcome.Cancelled, (await run).Outcome);
        Assert.Equal("stopped\n", _folder.Read("stopped"));
    }

    [Fact]
    public async Task A_run_cancelled_before_it_begins_starts_nothing()
    {
        await _cancel.CancelAsync();
        var result = await Start("echo $$ > $HERE/pid", VeryLong);
        Assert.Equal(RunOutcome.Cancelled, result.Outcome);
        Assert.All(result.Modules, module => Assert.Null(module.StartedAt));
        Assert.False(File.Exists(_folder["pid"]));
    }

    [Fact]
    public async Task Remote_work_is_told()
    {
        var asked = new TaskCompletionSource();
        var sites = new FakeSites(async (_, _, cancellationToken) =>
        {
            asked.SetResult();
            await Task.Delay(Timeout.Infinite, cancellationToken);
            throw new InvalidOperationException("Not reached.");
        });
        _folder.Write("modules/m.yaml", "module: m\nremote: { site: s, command: c }");
        _folder.Workflow("modules: { s: { module: modules/m.yaml } }");
        var run = _folder.RunAsync(sites: sites, cancellationToken: _cancel.Token);
        await asked.Task;
        await _cancel.CancelAsync();
        Assert.Equal(ModuleOutcome.Cancelled, (await run).Of("s").Outcome);
    }

    private Task<RunResult> Start(string script, TimeSpan grace)
    {
        _folder.Module("m", "outputs: { o: { } }", script);
        _folder.Workflow("modules: { s: { module: modules/m.yaml }, t: { module: modules/next.yaml, inputs: { i: s/o } } }");
        return _folder.RunAsync(grace: grace, cancellationToken: _cancel.Token);
    }
}
