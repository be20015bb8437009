using Dejima.Core.Policies;
using Dejima.Execution.Supervision;
using Dejima.Execution.Workspaces;
using Dejima.Platform;

namespace Dejima.Execution.Executors;

/// <summary>A command under a supervisor, this process's child or an earlier agent's.</summary>
internal sealed class SupervisedCommand : IRunning
{
    private const int SmallStack = 256 * 1024;
    private readonly StateFolder _state;
    private readonly int? _child;
    private readonly TaskCompletionSource<ExitRecord> _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public SupervisedCommand(StateFolder state, int? child)
    {
        (_state, _child) = (state, child);
        // The system wakes it when the supervisor ends; nobody looks in between.
        new Thread(Wait, SmallStack) { IsBackground = true, Name = "supervised command" }.Start();
    }

    public Task<ExitRecord> Ended => _ended.Task;

    public void Stop(StopReason reason)
    {
        if (Ended.IsCompleted)
            return;
        if (_state.ReadStop() is null)
            _state.WriteStop(reason);
        // The lock shows that the supervisor lives, so the process id it wrote is still its own.
        if (AliveLock.IsHeld(_state.Alive) && _state.ReadSupervisor() is { } supervisor)
            Detached.Nudge(supervisor);
    }

    private void Wait()
    {
        try
        {
            AliveLock.WaitUntilFree(_state.Alive);
            if (_child is { } child)
                Detached.Reap(child);
            _ended.SetResult(_state.ReadExit() ?? Lost());
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            _ended.SetException(failure);
        }
    }

    // The command may well live on without its supervisor, and nobody would ever hear of its end.
    private ExitRecord Lost()
    {
        if (_state.ReadOrder() is { } order)
            ProcessTree.KillMarked(CommandVariable.Calculation, order.Calculation.ToString("D"));
        return new ExitRecord { Lost = true };
    }
}
