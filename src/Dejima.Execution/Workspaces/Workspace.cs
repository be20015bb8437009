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
    /// <param name="state">The calculation's <see cref="StateFolder"/>, noted with the folder, so that orphans are known.</param>
    /// <exception cref="NoRoomException">There is not enough room.</exception>
    /// <exception cref="IOException">The name is taken, or it cannot be made.</exception>
    public static Workspace Create(string folder, long bytes, string? state = null)
    {
        var free = new DriveInfo(Path.GetDirectoryName(folder)!).AvailableFreeSpace;
        if (bytes > free - Reserve)
            throw new NoRoomException($"'{Path.GetDirectoryName(folder)}' has {free} bytes left, and the inputs need {bytes}");
        // Two agents of one computer: the one that lost the lease has not tidied up yet. Given back, it comes again.
        if (FolderNote.Read(folder) is { } other && other != state && Directory.Exists(other))
            throw new NoRoomException($"'{folder}' is still there for another agent");
        PrivateFolder.Create(folder);
        if (state is not null)
            FolderNote.Write(folder, state);
        return new Workspace(folder);
    }

    /// <summary>Those in a folder that this account's agents made and whose calculations are gone. Others are never named.</summary>
    public static IReadOnlyList<string> Orphans(string workspaces) => Directory.Exists(workspaces)
        ? [.. Directory.EnumerateDirectories(workspaces)
            .Where(path => Guid.TryParseExact(Path.GetFileName(path), "D", out _))
            .Where(path => FileFacts.Of(path) is { IsFolder: true, IsOwn: true })
            .Where(path => FolderNote.Read(path) is { } state && !Directory.Exists(state))]
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
}
