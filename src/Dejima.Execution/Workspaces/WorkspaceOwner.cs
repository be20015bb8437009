using Dejima.Platform;

namespace Dejima.Execution.Workspaces;

/// <summary>
/// Whose a workspace is, noted with the folder itself. Several agents may use one folder of workspaces, on one computer or
/// on several that share a disk; what is not there for one of them may well be there for another.
/// </summary>
/// <param name="Records">The id of the agent's folder of records; empty where its file system keeps no notes.</param>
/// <param name="State">The calculation's <see cref="StateFolder"/>.</param>
public sealed record WorkspaceOwner(string Records, string State)
{
    /// <summary>The owner; null when none was noted.</summary>
    public static WorkspaceOwner? Of(string workspace) =>
        FolderNote.Read(workspace)?.Split('\n') is [var records, var state] ? new(records, state) : null;

    /// <summary>The id of a folder of records, made the first time; empty where there are no notes.</summary>
    public static string IdOf(string records)
    {
        if (FolderNote.Read(records) is null)
            FolderNote.Write(records, Guid.NewGuid().ToString("D"));
        return FolderNote.Read(records) ?? string.Empty;
    }

    internal void Note(string workspace) => FolderNote.Write(workspace, $"{Records}\n{State}");
}
