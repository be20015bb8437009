using System.Diagnostics;
using Dejima.Execution.Supervision;
using Dejima.Platform;

namespace Dejima.Execution.Tests.Supervision;

public sealed class SurvivalTests : IDisposable
{
    private readonly Bench _bench = new();

    public void Dispose() => _bench.Dispose();

    [Fact]
    public async Task Killing_the_agent_leaves_the_command_running_and_another_adopts_it()
    {
        var command = await StartByAnAgentThatIsKilledAsync("echo $$ > pid; until [ -e go ]; do sleep 0.02; done; echo done; exit 5");
        Assert.True(Bench.Lives(command));
        var adopted = Bench.Executor.Adopt(_bench.State);
        Assert.False(adopted.Ended.IsCompleted);
        File.WriteAllText(Path.Combine(_bench.Workspace.Folder, "go"), string.Empty);
        var exit = await adopted.Ended.WaitAsync(Bench.Patience);
        Assert.Equal((5, "done\n"), (exit.ExitCode, _bench.Out));
    }

    [Fact]
    public async Task An_adopted_command_can_be_stopped()
    {
        await StartByAnAgentThatIsKilledAsync("echo $$ > pid; exec sleep 600");
        var adopted = Bench.Executor.Adopt(_bench.State);
        adopted.Stop(StopReason.Cancel);
        Assert.Equal(StopReason.Cancel, (await adopted.Ended.WaitAsync(Bench.Patience)).Stopped);
    }

    [Fact]
    public async Task When_the_supervisor_is_killed_the_command_is_ended_and_its_end_is_called_lost()
    {
        var running = _bench.StartShell("trap '' INT TERM; echo $$ > pid; while :; do sleep 0.05; done");
        var command = await _bench.NumberInAsync("pid");
        Assert.Equal(0, LibC.Kill(_bench.State.ReadSupervisor()!.Value, LibC.Signal.Kill));
        Assert.True((await running.Ended.WaitAsync(Bench.Patience)).Lost);
        await Bench.UntilAsync(() => !Bench.Lives(command));
        Assert.True((await Bench.Executor.Adopt(_bench.State).Ended.WaitAsync(Bench.Patience)).Lost);
    }

    [Fact]
    public async Task A_signal_from_elsewhere_does_not_end_the_command()
    {
        var running = _bench.StartShell("echo $$ > pid; until [ -e go ]; do sleep 0.02; done; exit 6");
        await _bench.NumberInAsync("pid");
        Assert.Equal(0, LibC.Kill(_bench.State.ReadSupervisor()!.Value, LibC.Signal.Terminate));
        File.WriteAllText(Path.Combine(_bench.Workspace.Folder, "go"), string.Empty);
        Assert.Equal((6, null), await running.Ended.WaitAsync(Bench.Patience) is var exit ? (exit.ExitCode, exit.Stopped) : default);
    }

    [Fact]
    public void A_supervisor_without_an_order_says_so()
    {
        Assert.Equal(1, Supervisor.Run("/no/such/folder"));
        Assert.Equal(1, Supervisor.Run(_bench.State.Folder));
    }

    private async Task<int> StartByAnAgentThatIsKilledAsync(string script)
    {
        _bench.State.WriteOrder(_bench.Order("/bin/sh", "-c", script));
        var own = Program.Own(Program.AgentVerb, _bench.State.Folder);
        using var agent = Process.Start(new ProcessStartInfo(own.File, own.Arguments) { RedirectStandardOutput = true })!;
        Assert.Equal("started", await agent.StandardOutput.ReadLineAsync());
        var command = await _bench.NumberInAsync("pid");
        agent.Kill();
        await agent.WaitForExitAsync();
        return command;
    }
}
