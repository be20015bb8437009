using System.ComponentModel;
using System.Runtime.InteropServices;
using Dejima.Execution.Workspaces;
using Dejima.Platform;

namespace Dejima.Execution.Supervision;

/// <summary>
/// The lock by which everybody can tell whether a supervisor lives, without a process id that might be another's by now.
/// Its starter takes it and lets the supervisor inherit it, so there is no moment at which a living supervisor does not
/// hold it; the system lets go of it when the supervisor ends, however that happens.
/// </summary>
internal sealed class AliveLock : IDisposable
{
    private AliveLock(int file) => File = file;

    /// <summary>The open file's number, to be inherited.</summary>
    public int File { get; }

    /// <summary>Takes it; null when a living process has it.</summary>
    public static AliveLock? TryTake(StateFolder state)
    {
        var file = Open(state);
        if (LibC.LockFile(file, LibC.Lock.Exclusive | LibC.Lock.OrFail) == 0)
            return new AliveLock(file);
        _ = LibC.Close(file);
        return null;
    }

    /// <summary>Waits until nobody has it.</summary>
    public static void WaitUntilFree(StateFolder state)
    {
        var file = Open(state);
        while (LibC.LockFile(file, LibC.Lock.Shared) != 0 && Marshal.GetLastPInvokeError() == LibC.Interrupted)
        {
        }

        _ = LibC.Close(file);
    }

    /// <summary>Whether a living process has it.</summary>
    public static bool IsHeld(StateFolder state)
    {
        // Shared, so that one who looks is never taken for one who has it.
        var file = Open(state);
        var free = LibC.LockFile(file, LibC.Lock.Shared | LibC.Lock.OrFail) == 0;
        _ = LibC.Close(file);
        return !free;
    }

    public void Dispose() => _ = LibC.Close(File);

    private static int Open(StateFolder state)
    {
        var file = LibC.OpenReadWrite(state.Alive);
        return file >= 0 ? file : throw new IOException(new Win32Exception(Marshal.GetLastPInvokeError()).Message);
    }
}
