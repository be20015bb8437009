using System.Collections;
using Dejima.Execution.Executors;
using Dejima.Execution.Supervision;
using Dejima.Platform;

namespace Dejima.Execution.Tests.Supervision;

public sealed class WaitingTests : IDisposable
{
    private static readonly SupervisorProgram Own = Program.Own(SupervisorProgram.Verb);

    private readonly Bench _bench = new();

    public void Dispose() => _bench.Dispose();

    [Fact]
    public async Task A_waiting_supervisor_runs_the_command_and_another_waits_for_the_next()
    {
        using var executor = new ProcessExecutor(Own);
        executor.KeepReady();
        _bench.State.WriteOrder(_bench.Order("/bin/sh", "-c", "echo done; exit 5"));
        var exit = await executor.Start(_bench.State).Ended.WaitAsync(Bench.Patience);
        Assert.Equal((5, "done\n"), (exit.ExitCode, _bench.Out));
        Assert.False(File.Exists(Path.Combine(_bench.State.Folder, "supervisor.log")), "it was not the one that waited");
    }

    [Fact]
    public void It_ends_when_nobody_needs_it()
    {
        var waiting = new WaitingSupervisor(Own, Variables());
        Assert.True(Bench.Lives(waiting.Process));
        waiting.Dispose();
        Assert.Equal(waiting.Process, LibC.WaitProcess(waiting.Process, out var status, 0));
        Assert.Equal(0, status);
    }

    [Fact]
    public void One_that_was_killed_takes_nothing()
    {
        using var waiting = new WaitingSupervisor(Own, Variables());
        _ = LibC.Kill(waiting.Process, LibC.Signal.Kill);
        _bench.State.WriteOrder(_bench.Order("/bin/true"));
        Assert.False(waiting.TryGive(_bench.State));
        Assert.False(_bench.State.IsStarted);
        _ = LibC.WaitProcess(waiting.Process, out _, 0);
    }

    [Fact]
    public async Task Without_one_the_command_is_started_all_the_same()
    {
        using var executor = new ProcessExecutor(Own);
        _bench.State.WriteOrder(_bench.Order("/bin/sh", "-c", "exit 7"));
        Assert.Equal(7, (await executor.Start(_bench.State).Ended.WaitAsync(Bench.Patience)).ExitCode);
    }

    [Fact]
    public async Task It_leaves_a_calculation_alone_that_another_supervisor_has()
    {
        var running = _bench.StartShell("echo x >> starts; echo $$ > pid; until [ -e go ]; do sleep 0.02; done");
        await _bench.NumberInAsync("pid");
        using var waiting = new WaitingSupervisor(Own, Variables());
        Assert.False(waiting.TryGive(_bench.State));
        File.WriteAllText(Path.Combine(_bench.Workspace.Folder, "go"), string.Empty);
        await running.Ended.WaitAsync(Bench.Patience);
        Assert.Equal("x\n", File.ReadAllText(Path.Combine(_bench.Workspace.Folder, "starts")));
        _ = LibC.WaitProcess(waiting.Process, out _, 0);
    }

    private static Dictionary<string, string> Variables() => Environment.GetEnvironmentVariables().Cast<DictionaryEntry>()
        .ToDictionary(entry => (string)entry.Key, entry => (string?)entry.Value ?? string.Empty);
}
