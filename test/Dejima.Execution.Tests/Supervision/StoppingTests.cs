using Dejima.Contracts.Calculations;
using Dejima.Execution.Supervision;

namespace Dejima.Execution.Tests.Supervision;

public sealed class StoppingTests : IDisposable
{
    private readonly Bench _bench = new();

    public void Dispose() => _bench.Dispose();

    [Fact]
    public async Task A_command_that_heeds_the_interrupt_can_tidy_up()
    {
        var running = _bench.StartShell("trap 'echo tidied; exit 7' INT; echo $$ > pid; while :; do sleep 0.05; done");
        await _bench.NumberInAsync("pid");
        running.Stop(StopReason.Cancel);
        var exit = await running.Ended.WaitAsync(Bench.Patience);
        Assert.Equal((7, StopReason.Cancel, "tidied\n"), (exit.ExitCode, exit.Stopped, _bench.Out));
    }

    [Fact]
    public async Task A_command_that_ignores_the_interrupt_is_terminated()
    {
        var running = _bench.StartShell("trap '' INT; trap 'echo terminated; exit 8' TERM; echo $$ > pid; while :; do sleep 0.05; done");
        await _bench.NumberInAsync("pid");
        running.Stop(StopReason.Cancel);
        var exit = await running.Ended.WaitAsync(Bench.Patience);
        Assert.Equal((8, "terminated\n"), (exit.ExitCode, _bench.Out));
    }

    [Fact]
    public async Task A_command_that_ignores_everything_is_killed_with_all_it_started()
    {
        var running = _bench.StartShell("""
            trap '' INT TERM
            setsid sh -c 'trap "" INT TERM; (trap "" INT TERM; echo $$ > inner; while :; do sleep 0.05; done) & echo $$ > daemon' &
            echo $$ > pid
            while :; do sleep 0.05; done
            """);
        var (command, daemon) = (await _bench.NumberInAsync("pid"), await _bench.NumberInAsync("inner"));
        running.Stop(StopReason.Cancel);
        var exit = await running.Ended.WaitAsync(Bench.Patience);
        Assert.Equal((9, StopReason.Cancel, false), (exit.Signal, exit.Stopped, exit.LeftSomething));
        Assert.False(Bench.Lives(command));
        Assert.False(Bench.Lives(daemon));
    }

    [Fact]
    public async Task The_supervisor_keeps_the_time_limit()
    {
        var exit = await _bench.Start(_bench.Order("/bin/sleep", "600") with { Timeout = new(LimitSetter.Site, 0.2) }).Ended.WaitAsync(Bench.Patience);
        Assert.Equal((StopReason.Timeout, 2), (exit.Stopped, exit.Signal));
        Assert.Equal("The site's limit of 0.2 s for running was reached.", EndReports.Of(exit).Reason?.Message);
    }

    [Fact]
    public async Task What_a_command_leaves_behind_ends_with_it()
    {
        var exit = await _bench.RunShellAsync("setsid sh -c 'trap \"\" INT TERM; echo $$ > left; while :; do sleep 0.05; done' & until [ -s left ]; do :; done");
        Assert.Equal((0, null, false), (exit.ExitCode, exit.Stopped, exit.LeftSomething));
        Assert.False(Bench.Lives(await _bench.NumberInAsync("left")));
    }

    [Fact]
    public async Task A_command_that_signals_its_whole_group_does_not_reach_its_supervisor()
    {
        var exit = await _bench.RunShellAsync("kill -TERM 0");
        Assert.Equal((15, false), (exit.Signal, exit.Lost));
    }

    [Fact]
    public async Task A_stop_before_the_start_counts_too()
    {
        _bench.State.WriteOrder(_bench.Order("/bin/sleep", "600"));
        _bench.State.WriteStop(StopReason.Dropped);
        var exit = await Bench.Executor.Start(_bench.State).Ended.WaitAsync(Bench.Patience);
        Assert.Equal(StopReason.Dropped, exit.Stopped);
    }

    [Fact]
    public async Task A_stop_after_the_end_changes_nothing()
    {
        var running = _bench.StartShell("exit 4");
        var exit = await running.Ended.WaitAsync(Bench.Patience);
        running.Stop(StopReason.Cancel);
        Assert.Equal(exit, await Bench.Executor.Adopt(_bench.State).Ended.WaitAsync(Bench.Patience));
    }

    [Fact]
    public async Task What_was_stopped_before_its_start_never_runs()
    {
        using var bench = new Bench();
        bench.State.WriteOrder(bench.Order("/bin/sh", "-c", "echo ran"));
        bench.State.WriteStop(StopReason.Cancel);
        var exit = await Bench.Executor.Start(bench.State).Ended.WaitAsync(Bench.Patience, TestContext.Current.CancellationToken);
        Assert.Equal(StopReason.Cancel, exit.Stopped);
        Assert.Null(exit.ExitCode);
        Assert.False(File.Exists(bench.State.Stdout) && bench.Out.Length > 0);
    }
}
