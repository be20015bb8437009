using Dejima.Execution.Workspaces;
using Dejima.Platform;

namespace Dejima.Ssh.Gate;

/// <summary>
/// A folder in the workspace, under a name that nobody else can know, into which goes what may leave, and from which
/// rsync sends. So what nobody looked at - because it came later, or because its name cannot be read - stays behind.
/// Moving can be repeated after a kill in the middle.
/// </summary>
/// <param name="workspace">The workspace.</param>
/// <param name="path">The folder's path.</param>
/// <param name="heldBack">Told the name of what stays behind, and why.</param>
internal sealed class OutgoingFolder(string workspace, string path, Action<string, string> heldBack)
{
    private const UnixFileMode Owner = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;
    // What .NET makes of bytes that are no UTF-8: such a name cannot be used again.
    private const char Unreadable = '\uFFFD';

    /// <summary>Moves everything into it but what is no plain file, folder, or link to something below the workspace.</summary>
    /// <exception cref="IOException">Something cannot be moved.</exception>
    /// <exception cref="UnauthorizedAccessException">Something cannot be moved.</exception>
    public void Fill()
    {
        Directory.CreateDirectory(path);
        var next = new Queue<DirectoryInfo>([new DirectoryInfo(workspace)]);
        while (next.TryDequeue(out var folder))
        {
            MakeReadable(folder, Owner);
            foreach (var entry in folder.EnumerateFileSystemInfos().Where(entry => entry.FullName != path))
            {
                var name = Path.GetRelativePath(workspace, entry.FullName);
                var place = Path.Combine(path, name);
                switch (FileFacts.Of(entry.FullName))
                {
                    case { IsRegular: true }:
                        Take(entry, name, place);
                        break;
                    case { IsFolder: true }:
                        Directory.CreateDirectory(place);
                        next.Enqueue(new DirectoryInfo(entry.FullName));
                        break;
                    case { IsLink: true }:
                        Link(entry.LinkTarget!, name, place);
                        break;
                    case null when name.Contains(Unreadable, StringComparison.Ordinal):
                        heldBack(name, "its name is not UTF-8");
                        break;
                    default:
                        heldBack(name, "it is no plain file");
                        break;
                }
            }
        }
    }

    /// <summary>The plain files in it and their sizes, by name.</summary>
    public SortedDictionary<string, FileFacts> Files() => new(
        FolderTree.Entries(path).Select(entry => (Name: Path.GetRelativePath(path, entry), Facts: FileFacts.Of(entry)))
            .Where(entry => entry.Facts is { IsRegular: true })
            .ToDictionary(entry => entry.Name, entry => entry.Facts!),
        StringComparer.Ordinal);

    /// <summary>The path of one of <see cref="Files"/>.</summary>
    public string PathOf(string name) => Path.Combine(path, name);

    private void Take(FileSystemInfo entry, string name, string place)
    {
        try
        {
            MakeReadable(entry, UnixFileMode.UserRead);
            using var readable = File.OpenHandle(entry.FullName, share: FileShare.ReadWrite | FileShare.Delete);
        }
        catch (Exception foreign) when (foreign is IOException or UnauthorizedAccessException)
        {
            heldBack(name, foreign.Message);
            return;
        }

        File.Move(entry.FullName, place, overwrite: true);
    }

    private void Link(string target, string name, string place)
    {
        if (!LinkText.StaysWithin(name, target) || target.Contains(Unreadable, StringComparison.Ordinal))
            heldBack(name, $"it leads to {target}");
        else if (FileFacts.Of(place) is null)
            File.CreateSymbolicLink(place, target);
    }

    // A command may leave things that it itself could not read.
    private static void MakeReadable(FileSystemInfo entry, UnixFileMode needed)
    {
        if (!OperatingSystem.IsWindows() && (entry.UnixFileMode & needed) != needed)
            entry.UnixFileMode |= needed;
    }
}
