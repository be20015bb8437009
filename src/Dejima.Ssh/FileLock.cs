using System.ComponentModel;
using System.Runtime.InteropServices;
using Dejima.Platform;

namespace Dejima.Ssh;

/// <summary>A lock between processes, on a file of its own; the system lets go of it when its holder ends, however that happens.</summary>
internal sealed partial class FileLock : IDisposable
{
    private const int ReadWrite = 2, Create = 0x40, CloseOnExec = 0x80000;
    private const uint OwnerOnly = 0x180;

    private FileLock(int file) => File = file;

    /// <summary>The open file's number.</summary>
    public int File { get; }

    /// <summary>Waits for it.</summary>
    public static FileLock Take(string path)
    {
        var file = OpenFile(path, CloseOnExec);
        while (LibC.LockFile(file, LibC.Lock.Exclusive) != 0 && Marshal.GetLastPInvokeError() == LibC.Interrupted)
        {
        }

        return new FileLock(file);
    }

    /// <summary>Takes it; null when somebody has it.</summary>
    /// <param name="path">The file, made when it is not there.</param>
    /// <param name="shared">Several may have it that ask so.</param>
    /// <param name="inherited">The program that this process becomes has it too.</param>
    public static FileLock? TryTake(string path, bool shared = false, bool inherited = false)
    {
        var file = OpenFile(path, inherited ? 0 : CloseOnExec);
        if (LibC.LockFile(file, (shared ? LibC.Lock.Shared : LibC.Lock.Exclusive) | LibC.Lock.OrFail) == 0)
            return new FileLock(file);
        _ = LibC.Close(file);
        return null;
    }

    public void Dispose() => _ = LibC.Close(File);

    private static int OpenFile(string path, int flags)
    {
        var file = Open(path, ReadWrite | Create | flags, OwnerOnly);
        return file >= 0 ? file : throw new IOException($"'{path}': {new Win32Exception(Marshal.GetLastPInvokeError()).Message}");
    }

    [LibraryImport(LibC.Name, EntryPoint = "open", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial int Open(string path, int flags, uint mode);
}
