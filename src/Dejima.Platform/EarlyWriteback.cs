using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace Dejima.Platform;

/// <summary>
/// Has a file that grows written to the disk while more of it arrives, so that the flush at its end finds little left to do.
/// A hint only: what is durable is settled by that flush. Does nothing where the system has no such call.
/// </summary>
public sealed partial class EarlyWriteback
{
    private const long StepBytes = 16 << 20;
    private const uint Write = 2;

    private long _begun;

    /// <summary>Starts at <paramref name="position"/>; what lies before was written earlier.</summary>
    public EarlyWriteback(long position) => _begun = position;

    /// <summary>The file has been written up to <paramref name="end"/>.</summary>
    public void Reached(SafeFileHandle file, long end)
    {
        ArgumentNullException.ThrowIfNull(file);
        if (end - _begun < StepBytes)
            return;
        if (OperatingSystem.IsLinux())
            _ = SyncFileRange(file, _begun, end - _begun, Write);
        _begun = end;
    }

    [LibraryImport(LibC.Name, EntryPoint = "sync_file_range")]
    private static partial int SyncFileRange(SafeFileHandle file, long offset, long count, uint flags);
}
