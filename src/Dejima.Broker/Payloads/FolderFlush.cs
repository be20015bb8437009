using System.Runtime.InteropServices;

namespace Dejima.Broker.Payloads;

/// <summary>Makes a rename durable: on Unix the folder has to be flushed too, which .NET has no call for.</summary>
internal static partial class FolderFlush
{
    private const int ReadOnly = 0;

    /// <summary>Flushes the folder that holds the file. Windows does so by itself.</summary>
    /// <exception cref="IOException">The system could not.</exception>
    public static void Of(string file)
    {
        if (OperatingSystem.IsWindows())
            return;
        var folder = Open(Path.GetDirectoryName(file)!, ReadOnly);
        if (folder < 0)
            throw new DirectoryNotFoundException();
        var failed = Flush(folder) < 0;
        var error = Marshal.GetLastPInvokeError();
        _ = Close(folder);
        if (failed)
            throw new IOException("the folder could not be flushed", error);
    }

    [LibraryImport("libc", EntryPoint = "open", StringMarshalling = StringMarshalling.Utf8, SetLastError = true)]
    private static partial int Open(string path, int flags);

    [LibraryImport("libc", EntryPoint = "fsync", SetLastError = true)]
    private static partial int Flush(int descriptor);

    [LibraryImport("libc", EntryPoint = "close")]
    private static partial int Close(int descriptor);
}
