using Dejima.Execution.Workspaces;
using Dejima.Platform;

namespace Dejima.Execution.Executors;

/// <summary>Keeps one supervisor waiting, and the next one after it is used.</summary>
internal sealed class SupervisorReserve(SupervisorProgram program, IReadOnlyDictionary<string, string> environment) : IDisposable
{
    private readonly Lock _changing = new();
    private WaitingSupervisor? _waiting;
    private bool _ended;

    /// <summary>Hands the calculation to the waiting supervisor.</summary>
    /// <returns>Its process, or null when there is none that took it.</returns>
    public int? TryStart(StateFolder state)
    {
        WaitingSupervisor? waiting;
        lock (_changing)
            (waiting, _waiting) = (_waiting, null);
        using (waiting)
        {
            if (waiting is null)
                return null;
            if (waiting.TryGive(state))
                return waiting.Process;
        }

        // It had died: this start must do without, the next one need not.
        Detached.Reap(waiting.Process);
        Fill();
        return null;
    }

    /// <summary>Sees to it that one waits. A failure only costs time at the next start, which then tells of it.</summary>
    public void Fill()
    {
        lock (_changing)
        {
            try
            {
                if (_waiting is null && !_ended)
                    _waiting = new WaitingSupervisor(program, environment);
            }
            catch (IOException)
            {
            }
        }
    }

    public void Dispose()
    {
        WaitingSupervisor? waiting;
        lock (_changing)
            (waiting, _waiting, _ended) = (_waiting, null, true);
        if (waiting is null)
            return;
        waiting.Dispose();
        Detached.Reap(waiting.Process);
    }
}
