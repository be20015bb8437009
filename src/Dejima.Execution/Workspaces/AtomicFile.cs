using Dejima.Platform;

namespace Dejima.Execution.Workspaces;

/// <summary>Writes a small file so that it is there whole or not at all.</summary>
internal static class AtomicFile
{
    /// <summary>Writes to another name, for the owner's eyes only, and renames.</summary>
    /// <param name="path">The file.</param>
    /// <param name="content">All of it.</param>
    /// <param name="durable">Whether it must survive a power failure and not only the end of this process.</param>
    public static void Write(string path, ReadOnlySpan<byte> content, bool durable)
    {
        var part = path + ".part";
        File.Delete(part);
        using (var file = new FileStream(part, OwnerOnly(FileMode.CreateNew)))
        {
            file.Write(content);
            file.Flush(flushToDisk: durable);
        }

        File.Move(part, path, overwrite: true);
        if (durable)
            Folders.Flush(Path.GetDirectoryName(path)!);
    }

    /// <summary>Options that make a file only its owner can read.</summary>
    public static FileStreamOptions OwnerOnly(FileMode mode)
    {
        var options = new FileStreamOptions { Mode = mode, Access = FileAccess.Write, Share = FileShare.Read };
        if (!OperatingSystem.IsWindows())
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        return options;
    }
}
