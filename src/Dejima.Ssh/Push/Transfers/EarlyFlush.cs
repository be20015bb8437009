using System.Runtime.InteropServices;
using Dejima.Platform;

namespace Dejima.Ssh.Push.Transfers;

/// <summary>Lets the disk write while a large transfer still goes on, so that little is left to flush at its end.</summary>
internal static partial class EarlyFlush
{
    private const long Large = 16L << 20;
    private const uint BeginToWrite = 2;
    private static readonly TimeSpan Pace = TimeSpan.FromMilliseconds(200);

    /// <summary>Does so until the transfer ends.</summary>
    /// <param name="folder">Where the transfer writes files that are not whole.</param>
    /// <param name="transfer">The transfer.</param>
    public static async Task WhileAsync(string folder, Task transfer)
    {
        using var timer = new PeriodicTimer(Pace);
        while (OperatingSystem.IsLinux() && !transfer.IsCompleted && await timer.WaitForNextTickAsync().ConfigureAwait(false))
            Begin(folder);
    }

    private static void Begin(string folder)
    {
        try
        {
            foreach (var file in new DirectoryInfo(folder).EnumerateFiles().Where(file => file.Length >= Large))
            {
                using var opened = File.OpenHandle(file.FullName, share: FileShare.ReadWrite | FileShare.Delete);
                _ = SyncRange(opened.DangerousGetHandle(), 0, 0, BeginToWrite);
            }
        }
        catch (Exception gone) when (gone is IOException or UnauthorizedAccessException)
        {
            // It is whole by now. Whether this worked does not matter: the flush that counts is the last one.
        }
    }

    [LibraryImport(LibC.Name, EntryPoint = "sync_file_range", SetLastError = true)]
    private static partial int SyncRange(nint file, long offset, long count, uint flags);
}
