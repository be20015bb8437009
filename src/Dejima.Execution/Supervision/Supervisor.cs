using Dejima.Execution.Workspaces;

namespace Dejima.Execution.Supervision;

/// <summary>
/// The process between agent and command: it belongs to neither, so the command outlives its agent (design rule 4). It
/// does one thing: run what <c>run.json</c> says, see to its end, and write <c>exit.json</c>.
/// </summary>
public static class Supervisor
{
    /// <summary>The whole life of a supervisor process.</summary>
    /// <param name="stateFolder">The calculation's <see cref="StateFolder"/>.</param>
    /// <returns>The process's exit code: 0 when <c>exit.json</c> was written.</returns>
    public static int Run(string stateFolder)
    {
        var state = new StateFolder(stateFolder);
        if (state.ReadOrder() is not { } order)
            return 1;
        // Whoever started this one holds the lock through it already; then this finds it taken, which is just as good.
        using var alive = AliveLock.TryTake(state);
        // From the mark on it may be sent signals, so it must listen first.
        using var supervision = new CommandSupervision(order, state, TimeProvider.System);
        if (!state.TryMarkStarted(Environment.ProcessId))
            return 1;
        state.WriteExit(supervision.RunAsync().GetAwaiter().GetResult());
        return 0;
    }
}
