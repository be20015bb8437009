using System.Runtime.InteropServices;
using Dejima.Platform;

namespace Dejima.Ssh.Push.Transfers;

/// <summary>Makes results last before the site forgets them.</summary>
internal static partial class FileFlush
{
    private const int EachUpTo = 16;

    /// <summary>Flushes files one by one; when they are many, their whole disk at once, which is quicker.</summary>
    /// <exception cref="IOException">The system could not.</exception>
    public static void Of(string folder, IEnumerable<string> files)
    {
        var listed = files.ToList();
        if (listed.Count > EachUpTo && OperatingSystem.IsLinux())
        {
            if (!OfDisk(folder))
                throw new IOException($"'{folder}' could not be flushed to the disk");
            return;
        }

        foreach (var file in listed)
        {
            using var handle = File.OpenHandle(file, access: FileAccess.ReadWrite);
            RandomAccess.FlushToDisk(handle);
        }
    }

    /// <summary>Flushes a folder's whole disk.</summary>
    /// <returns>Whether that was done.</returns>
    public static bool OfDisk(string folder)
    {
        var opened = LibC.OpenFolder(folder);
        var done = opened >= 0 && SyncDisk(opened) == 0;
        if (opened >= 0)
            _ = LibC.Close(opened);
        return done;
    }

    [LibraryImport(LibC.Name, EntryPoint = "syncfs", SetLastError = true)]
    private static partial int SyncDisk(int file);
}
