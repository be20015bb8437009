using System.Runtime.InteropServices;

namespace Dejima.Client.Transfers;

/// <summary>Makes renames and new folders durable: on Unix a folder has to be flushed too, which .NET has no call for.</summary>
public static partial class FolderFlush
{
    private const int ReadOnly = 0, InputOutputError = 5, NoSpace = 28;

    /// <summary>Flushes a folder and the one it stands in. Windows does so by itself.</summary>
    /// <exception cref="IOException">The system could not.</exception>
    public static void Of(string folder)
    {
        if (!OperatingSystem.IsLinux())
            return;
        Flush(folder);
        if (Path.GetDirectoryName(folder) is { } parent)
            Flush(parent);
    }

    private static void Flush(string path)
    {
        var folder = Open(path, ReadOnly);
        if (folder < 0)
            return;
        var failed = Sync(folder) < 0;
        var error = Marshal.GetLastPInvokeError();
        _ = Close(folder);
        // Others mean that this kind of file system has no such thing to do.
        if (failed && error is InputOutputError or NoSpace)
            throw new IOException($"'{path}' could not be flushed to the disk", error);
    }

    [LibraryImport("libc.so.6", EntryPoint = "open", StringMarshalling = StringMarshalling.Utf8, SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int Open(string path, int flags);

    [LibraryImport("libc.so.6", EntryPoint = "fsync", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int Sync(int descriptor);

    [LibraryImport("libc.so.6", EntryPoint = "close")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int Close(int descriptor);
}
