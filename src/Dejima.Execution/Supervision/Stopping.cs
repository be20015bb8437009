using Dejima.Platform;

namespace Dejima.Execution.Supervision;

/// <summary>Ends a command and everything it started: interrupt, terminate, kill (design rule 8).</summary>
/// <param name="tree">The command and what it started.</param>
/// <param name="ended">Completes when the command itself has ended.</param>
/// <param name="grace">How long it has after the interrupt, and again after the terminate.</param>
/// <param name="time">The clock.</param>
internal sealed class Stopping(CommandTree tree, Task ended, TimeSpan grace, TimeProvider time)
{
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(20);

    // What the system cannot end in this time (a program of another account, a hanging disk) it will not end at all.
    private static readonly TimeSpan KillingLasts = TimeSpan.FromSeconds(10);

    /// <summary>Asks, asks again, and then does not ask.</summary>
    public async Task GentlyAsync()
    {
        foreach (var signal in (LibC.Signal[])[LibC.Signal.Interrupt, LibC.Signal.Terminate])
        {
            tree.Signal(signal);
            if (await AllGoneAsync(grace).ConfigureAwait(false))
                return;
        }

        await AtOnceAsync().ConfigureAwait(false);
    }

    /// <summary>Kills whatever is left, again and again, since what is left may start more.</summary>
    /// <returns>Whether nothing is left.</returns>
    public async Task<bool> AtOnceAsync()
    {
        var begin = time.GetTimestamp();
        while (!await AllGoneAsync(TimeSpan.Zero).ConfigureAwait(false))
        {
            if (time.GetElapsedTime(begin) > KillingLasts)
                return false;
            tree.Signal(LibC.Signal.Kill);
            await AllGoneAsync(Look).ConfigureAwait(false);
        }

        return true;
    }

    // Only once the command was waited for may others be: the two would take each other's children.
    private async Task<bool> AllGoneAsync(TimeSpan within)
    {
        var begin = time.GetTimestamp();
        while (!(ended.IsCompleted && tree.NoneLeft()))
        {
            if (time.GetElapsedTime(begin) >= within)
                return false;
            await Task.WhenAny(ended.IsCompleted ? Task.Delay(Look, time) : ended, Task.Delay(Look, time)).ConfigureAwait(false);
        }

        return true;
    }
}
