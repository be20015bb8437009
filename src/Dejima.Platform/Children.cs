using System.Runtime.InteropServices;

namespace Dejima.Platform;

/// <summary>Waits for this process's children: the command and, since orphans are adopted, all that it left behind.</summary>
internal static class Children
{
    private const int DoNotWait = 1;

    /// <summary>Waits until <paramref name="process"/> has ended, and clears away others that end meanwhile.</summary>
    /// <returns>Its exit code, or null and the signal that ended it.</returns>
    public static (int? ExitCode, int? Signal) WaitFor(int process)
    {
        while (true)
        {
            var ended = LibC.WaitProcess(-1, out var status, 0);
            if (ended == process)
                return (status & 0x7f) == 0 ? ((status >> 8) & 0xff, null) : (null, status & 0x7f);
            if (ended < 0 && Marshal.GetLastPInvokeError() != LibC.Interrupted)
                throw new InvalidOperationException("the command is not a child of its supervisor");
        }
    }

    /// <summary>Clears away the ended ones and says whether none is left.</summary>
    public static bool NoneLeft()
    {
        while (true)
        {
            var ended = LibC.WaitProcess(-1, out _, DoNotWait);
            if (ended == 0)
                return false;
            if (ended < 0 && Marshal.GetLastPInvokeError() != LibC.Interrupted)
                return true;
        }
    }
}
