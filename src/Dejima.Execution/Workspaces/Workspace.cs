using Dejima.Contracts.Names;
using Dejima.Platform;

namespace Dejima.Execution.Workspaces;

/// <summary>A calculation's own directory (R-G9).</summary>
/// <param name="Folder">Its absolute path.</param>
public sealed record Workspace(string Folder)
{
    // Room that must be left for the command's own first files and for everybody else.
    private const long Reserve = 16 << 20;

    /// <summary>Makes it, new and empty.</summary>
    /// <param name="folder">Its absolute path, below an existing folder.</param>
    /// <param name="bytes">What is going to be put in.</param>
    /// <param name="owner">Noted with the folder; null for none.</param>
    /// <exception cref="NoRoomException">There is not enough room.</exception>
    /// <exception cref="IOException">The name is taken, or it cannot be made.</exception>
    public static Workspace Create(string folder, long bytes, WorkspaceOwner? owner = null)
    {
        var free = new DriveInfo(Path.GetDirectoryName(folder)!).AvailableFreeSpace;
        if (bytes > free - Reserve)
            throw new NoRoomException($"'{Path.GetDirectoryName(folder)}' has {free} bytes left, and the inputs need {bytes}");
        // Two agents with one folder: the one that lost the lease has not tidied up yet. Given back, it comes again.
        if (IsOfAnother(folder, owner))
            throw new NoRoomException($"'{folder}' is still there for another agent");
        PrivateFolder.Create(folder);
        owner?.Note(folder);
        return new Workspace(folder);
    }

    /// <summary>Removes one, unless another agent has it by now.</summary>
    /// <param name="folder">Its path.</param>
    /// <param name="owner">Whose it should be.</param>
    /// <param name="made">Whether it is known to have been made; if not, it goes only if it is empty.</param>
    /// <exception cref="IOException">Something in it cannot be removed.</exception>
    /// <exception cref="UnauthorizedAccessException">Likewise.</exception>
    public static void Remove(string folder, WorkspaceOwner owner, bool made)
    {
        if (IsOfAnother(folder, owner))
            return;
        if (made)
            PrivateFolder.Remove(folder);
        else
            PrivateFolder.RemoveEmpty(folder);
    }

    /// <summary>Those in a folder that one agent made and whose calculations are gone. Others are never named.</summary>
    /// <param name="workspaces">The folder.</param>
    /// <param name="records">The id of the agent's records.</param>
    /// <exception cref="IOException">The folder cannot be read.</exception>
    /// <exception cref="UnauthorizedAccessException">Likewise.</exception>
    public static IReadOnlyList<string> Orphans(string workspaces, string records) => Directory.Exists(workspaces) && records.Length > 0
        ? [.. Directory.EnumerateDirectories(workspaces)
            .Where(path => Guid.TryParseExact(Path.GetFileName(path), "D", out _))
            .Where(path => FileFacts.Of(path) is { IsFolder: true, IsOwn: true })
            .Where(path => WorkspaceOwner.Of(path) is { } owner && owner.Records == records && !Directory.Exists(owner.State))]
        : [];

    /// <summary>Where an input goes; the folders on the way are made. Only before the command has started.</summary>
    /// <exception cref="ArgumentException">The name breaks the rule of <see cref="FileName"/>.</exception>
    public string PlaceFor(string name)
    {
        var path = PathOf(name);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        return path;
    }

    /// <summary>The path of a file in it.</summary>
    /// <exception cref="ArgumentException">The name breaks the rule of <see cref="FileName"/>.</exception>
    public string PathOf(string name) => FileName.IsValid(name)
        ? Path.Combine(Folder, name.Replace('/', Path.DirectorySeparatorChar))
        : throw new ArgumentException("not an acceptable file name", nameof(name));

    private static bool IsOfAnother(string folder, WorkspaceOwner? owner) =>
        WorkspaceOwner.Of(folder) is { } noted && noted != owner;
}
