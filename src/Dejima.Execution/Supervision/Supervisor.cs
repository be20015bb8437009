using Dejima.Execution.Workspaces;
using Dejima.Platform;

namespace Dejima.Execution.Supervision;

/// <summary>
/// The process between agent and command: it belongs to neither, so the command outlives its agent (design rule 4). It
/// does one thing: run what <c>run.json</c> says, see to its end, and write <c>exit.json</c>.
/// </summary>
public static class Supervisor
{
    /// <summary>Instead of a state folder: wait to be told one on standard input.</summary>
    public const string Waiting = "-";

    /// <summary>The byte that a supervisor which waited answers once the calculation is its own.</summary>
    internal const int Taken = 1;

    /// <summary>The whole life of a supervisor process.</summary>
    /// <param name="stateFolder">The calculation's <see cref="StateFolder"/>, or <see cref="Waiting"/>.</param>
    /// <returns>The process's exit code: 0 when <c>exit.json</c> was written, or nothing was there to do.</returns>
    public static int Run(string stateFolder)
    {
        if (stateFolder != Waiting)
            return Run(new StateFolder(stateFolder), waited: false);
        using var telling = new StreamReader(Console.OpenStandardInput());
        // Nothing but the end of the input: the agent has ended and needs nobody.
        return telling.ReadToEnd() is { Length: > 0 } told ? Run(new StateFolder(told), waited: true) : 0;
    }

    private static int Run(StateFolder state, bool waited)
    {
        if (state.ReadOrder() is not { } order)
            return 1;
        // Its starter holds the lock for one that it started for this; one that waited must get it, or somebody else has
        // the calculation.
        using var alive = AliveLock.TryTake(state.Alive);
        if (waited && alive is null)
            return 1;
        // From the mark on it may be sent signals, so it must listen first.
        using var supervision = new CommandSupervision(order, state, TimeProvider.System);
        if (!state.TryMarkStarted(Environment.ProcessId))
            return 1;
        if (waited)
            Console.OpenStandardOutput().WriteByte(Taken);
        state.WriteExit(supervision.RunAsync().GetAwaiter().GetResult());
        return 0;
    }
}
