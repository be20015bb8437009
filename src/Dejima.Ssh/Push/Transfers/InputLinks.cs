using Dejima.Execution.Workspaces;

namespace Dejima.Ssh.Push.Transfers;

/// <summary>A folder of links that looks as the workspace shall: rsync follows them, so one of it sends files under other names.</summary>
internal static class InputLinks
{
    /// <summary>Makes it, unless it is there.</summary>
    public static void Make(string folder, IEnumerable<(string Path, string Name)> files)
    {
        if (Directory.Exists(folder))
            return;
        var making = folder + ".new";
        PrivateFolder.Remove(making);
        // rsync gives the workspace the modes of these folders.
        PrivateFolder.Create(making);
        foreach (var (path, name) in files)
        {
            var link = Path.Combine(making, name);
            if (name.Contains('/', StringComparison.Ordinal))
                Folder(Path.GetDirectoryName(link)!);
            File.CreateSymbolicLink(link, Path.GetFullPath(path));
        }

        Directory.Move(making, folder);
    }

    private static void Folder(string path)
    {
        if (Directory.Exists(path))
            return;
        Folder(Path.GetDirectoryName(path)!);
        PrivateFolder.Create(path);
    }
}
