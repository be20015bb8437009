using System.ComponentModel;
using System.Runtime.InteropServices;

namespace Dejima.Platform;

/// <summary>
/// The lock by which everybody can tell whether a supervisor lives, without a process id that might be another's by now.
/// Its starter takes it and lets the supervisor inherit it, so there is no moment at which a living supervisor does not
/// hold it; the system lets go of it when the supervisor ends, however that happens. (On Windows the supervisor takes it.)
/// </summary>
internal sealed class AliveLock : IDisposable
{
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(50);
    private readonly FileStream? _held;

    private AliveLock(int file) => File = file;

    private AliveLock(FileStream held) => _held = held;

    /// <summary>The open file's number, to be inherited.</summary>
    public int File { get; }

    /// <summary>Takes it; null when a living process has it.</summary>
    public static AliveLock? TryTake(string path)
    {
        if (OperatingSystem.IsWindows())
            return Alone(path) is { } held ? new AliveLock(held) : null;
        var file = Open(path);
        if (LibC.LockFile(file, LibC.Lock.Exclusive | LibC.Lock.OrFail) == 0)
            return new AliveLock(file);
        _ = LibC.Close(file);
        return null;
    }

    /// <summary>Waits until nobody has it.</summary>
    public static void WaitUntilFree(string path)
    {
        while (OperatingSystem.IsWindows() && IsHeld(path))
            Thread.Sleep(Look);
        if (OperatingSystem.IsWindows())
            return;
        var file = Open(path);
        while (LibC.LockFile(file, LibC.Lock.Shared) != 0 && Marshal.GetLastPInvokeError() == LibC.Interrupted)
        {
        }

        _ = LibC.Close(file);
    }

    /// <summary>Whether a living process has it.</summary>
    public static bool IsHeld(string path)
    {
        if (OperatingSystem.IsWindows())
        {
            using var looked = Opened(path, FileShare.ReadWrite);
            return looked is null;
        }

        // Shared, so that one who looks is never taken for one who has it.
        var file = Open(path);
        var free = LibC.LockFile(file, LibC.Lock.Shared | LibC.Lock.OrFail) == 0;
        _ = LibC.Close(file);
        return !free;
    }

    public void Dispose()
    {
        if (_held is null)
            _ = LibC.Close(File);
        _held?.Dispose();
    }

    // Somebody who only looks has it open for a moment.
    private static FileStream? Alone(string path)
    {
        for (var attempt = 0; attempt < 20; attempt++)
        {
            if (Opened(path, FileShare.None) is { } held)
                return held;
            Thread.Sleep(Look / 10);
        }

        return null;
    }

    private static FileStream? Opened(string path, FileShare share)
    {
        try
        {
            return new FileStream(path, FileMode.Open, FileAccess.Read, share, 1);
        }
        catch (IOException) when (System.IO.File.Exists(path))
        {
            return null;
        }
    }

    private static int Open(string path)
    {
        var file = LibC.OpenReadWrite(path);
        return file >= 0 ? file : throw new IOException(new Win32Exception(Marshal.GetLastPInvokeError()).Message);
    }
}
