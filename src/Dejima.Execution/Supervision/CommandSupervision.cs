using System.Runtime.InteropServices;
using Dejima.Execution.Workspaces;
using Dejima.Platform;

namespace Dejima.Execution.Supervision;

/// <summary>Runs one command from start to the last of its descendants.</summary>
internal sealed class CommandSupervision : IDisposable
{
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(200);
    private readonly RunOrder _order;
    private readonly StateFolder _state;
    private readonly TimeProvider _time;
    private readonly PosixSignalRegistration _terminate;
    private readonly TaskCompletionSource<StopReason> _stop = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Listens for the wish to stop from here on.</summary>
    public CommandSupervision(RunOrder order, StateFolder state, TimeProvider time)
    {
        (_order, _state, _time) = (order, state, time);
        _terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, OnTerminate);
    }

    public async Task<ExitRecord> RunAsync()
    {
        var startedAt = _time.GetUtcNow();
        LookForStop();
        if (_stop.Task.IsCompleted)
            return new ExitRecord { Stopped = await _stop.Task.ConfigureAwait(false), EndedAt = startedAt };
        using var tree = CommandTree.Start(Command(), out var failure);
        if (tree is null)
            return new ExitRecord { StartFailure = failure, EndedAt = startedAt };

        // Blocks for as long as the command runs, so it gets a thread of its own.
        var ended = Task.Factory.StartNew(
            tree.Wait, CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
        var stopping = new Stopping(tree, ended, TimeSpan.FromSeconds(_order.GraceSeconds), _time);
        LookForStop();
        // There is no signal that says to look.
        using var looking = OperatingSystem.IsWindows() ? _time.CreateTimer(_ => LookForStop(), null, Look, Look) : null;
        using var finished = new CancellationTokenSource();
        _ = LogTrimming.RunAsync(_state, _order.LogBytes, _time, finished.Token);
        await Task.WhenAny(ended, _stop.Task, OverdueAsync(finished.Token)).ConfigureAwait(false);
        await finished.CancelAsync().ConfigureAwait(false);
        var stopped = !ended.IsCompleted && _stop.Task.IsCompleted ? await _stop.Task.ConfigureAwait(false) : (StopReason?)null;
        if (stopped is not null)
            await stopping.GentlyAsync().ConfigureAwait(false);
        var (exitCode, signal) = await ended.ConfigureAwait(false);
        var allGone = await stopping.AtOnceAsync().ConfigureAwait(false);
        return new ExitRecord
        {
            ExitCode = exitCode,
            Signal = signal,
            Stopped = stopped,
            Limit = stopped is StopReason.Timeout ? _order.Timeout : null,
            LeftSomething = !allGone,
            StartedAt = startedAt,
            EndedAt = _time.GetUtcNow(),
        };
    }

    public void Dispose() => _terminate.Dispose();

    private Spawn Command() => new(_order.Arguments[0], _order.Arguments, _order.Environment)
    {
        Folder = _order.Workspace,
        Stdout = _state.Stdout,
        Stderr = _state.Stderr,
    };

    // The reason is in a file, the signal only says to look. A signal without it is somebody else's wish - a service
    // manager ending the agent, say - and no reason to end the command.
    private void OnTerminate(PosixSignalContext context)
    {
        context.Cancel = true;
        LookForStop();
    }

    private void LookForStop()
    {
        if (_state.ReadStop() is { } reason)
            _stop.TrySetResult(reason);
    }

    // In steps, because a timer cannot be set to years.
    private async Task OverdueAsync(CancellationToken finished)
    {
        var left = _order.Timeout is { } limit ? TimeSpan.FromSeconds(Math.Min(limit.Seconds, 1e9)) : TimeSpan.MaxValue;
        var step = TimeSpan.FromDays(1);
        for (; left > TimeSpan.Zero; left -= step)
            await Task.Delay(left < step ? left : step, _time, finished).ConfigureAwait(false);
        _stop.TrySetResult(StopReason.Timeout);
    }
}
