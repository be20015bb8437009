using Dejima.Platform;

namespace Dejima.Execution.Workspaces;

/// <summary>Folders that are made here, for this account only, and removed whole.</summary>
public static class PrivateFolder
{
    /// <summary>
    /// Makes a folder with mode 0700. In a shared place such as <c>/tmp</c> somebody may have put a folder or a link there
    /// first; that must not be taken over, so making it and finding it new are one step.
    /// </summary>
    /// <exception cref="IOException">The name is taken, or the folder cannot be made.</exception>
    public static void Create(string path) => Folders.MakePrivate(path);

    /// <summary>
    /// Removes a folder and all that is in it. Links are removed, never followed; folders that their owner may not read
    /// are opened first. A name that is a link itself is removed as a link. Nothing there is fine.
    /// </summary>
    /// <exception cref="IOException">Something cannot be removed.</exception>
    /// <exception cref="UnauthorizedAccessException">Something cannot be removed.</exception>
    public static void Remove(string path)
    {
        var folder = new DirectoryInfo(path);
        if (IsLink(folder))
            File.Delete(path);
        else if (folder.Exists && !TryRemoveTree(folder))
            RemoveUnnamed(path);
    }

    /// <summary>Removes a folder of this account's own if nothing is in it.</summary>
    public static void RemoveEmpty(string path)
    {
        if (FileFacts.Of(path) is { IsFolder: true, IsOwn: true } && !Directory.EnumerateFileSystemEntries(path).Any())
            Directory.Delete(path);
    }

    private static bool TryRemoveTree(DirectoryInfo folder)
    {
        RemoveTree(folder);
        folder.Refresh();
        return !folder.Exists;
    }

    // Names that are no UTF-8 can be seen by .NET, but not used.
    private static void RemoveUnnamed(string path)
    {
        var spawn = new Spawn("/bin/rm", ["rm", "-rf", "--", Path.GetFullPath(path)], new Dictionary<string, string>());
        if (OperatingSystem.IsWindows() || PosixSpawn.Start(spawn, out var process) != 0 || LibC.WaitProcess(process, out var status, 0) != process || status != 0)
            throw new IOException($"'{path}' cannot be removed wholly");
    }

    private static void RemoveTree(DirectoryInfo folder)
    {
        if (!OperatingSystem.IsWindows())
            folder.UnixFileMode |= UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;
        var unnamed = false;
        foreach (var entry in folder.EnumerateFileSystemInfos())
        {
            if (FileFacts.Of(entry.FullName) is null)
                unnamed = true;
            else if (entry is DirectoryInfo inner && !IsLink(inner))
                RemoveTree(inner);
            else
                File.Delete(entry.FullName);
        }

        if (!unnamed && folder.EnumerateFileSystemInfos().FirstOrDefault() is null)
            folder.Delete();
    }

    private static bool IsLink(DirectoryInfo folder) => folder.LinkTarget is not null;
}
