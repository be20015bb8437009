using System.Globalization;
using Dejima.Execution.Workspaces;
using Dejima.Platform;

namespace Dejima.Ssh.Gate;

/// <summary>What has been sent into a workspace, and who still writes there.</summary>
internal static class Receiving
{
    /// <summary>Where rsync keeps what is not whole yet, see <see cref="RsyncWords"/>.</summary>
    public const string PartialFolder = ".dejima-partial";

    /// <summary>Where rsync writes files before they have their name: what one leaves that was killed is found here, and nowhere else.</summary>
    public const string TemporaryFolder = ".dejima-temp";

    private static readonly TimeSpan Ending = TimeSpan.FromSeconds(1), Killing = TimeSpan.FromSeconds(6);

    /// <summary>
    /// The first input that is not there with its declared size; null when all are. rsync writes under another name and
    /// renames, so what has its own name is whole.
    /// </summary>
    public static string? Missing(GateCalculation calculation) => calculation.Record.Order.Inputs.FirstOrDefault(
        input => FileFacts.Of(calculation.Workspace.PathOf(input.Name)) is not { IsRegular: true } facts || (long)facts.Size != input.Size)?.Name;

    /// <summary>A file in the workspace that was not declared; null when there is none.</summary>
    public static string? Undeclared(GateCalculation calculation)
    {
        var declared = calculation.Record.Order.Inputs.Select(input => input.Name).ToHashSet(StringComparer.Ordinal);
        var root = calculation.Workspace.Folder;
        return FolderTree.Entries(root)
            .Where(path => FileFacts.Of(path) is not { IsFolder: true })
            .Select(path => Path.GetRelativePath(root, path))
            .FirstOrDefault(name => !declared.Contains(name));
    }

    /// <summary>Whether an rsync still writes into the workspace.</summary>
    public static bool IsOpen(GateCalculation calculation)
    {
        using var closed = FileLock.TryTake(calculation.ReceiversLock);
        return closed is null;
    }

    /// <summary>
    /// Sees to it that nobody writes into the workspace any more: a receiver whose connection died long ago would only wake
    /// up in the middle of the calculation. One that is about to end is waited for.
    /// </summary>
    /// <returns>While this is held, no new one can begin.</returns>
    public static async Task<FileLock> CloseAsync(GateCalculation calculation, TimeProvider time, CancellationToken cancellationToken)
    {
        var begin = time.GetTimestamp();
        while (true)
        {
            if (FileLock.TryTake(calculation.ReceiversLock) is { } closed)
            {
                RemovePartial(calculation.Workspace);
                return closed;
            }

            var waited = time.GetElapsedTime(begin);
            if (waited > Killing)
                throw new IOException("an rsync that writes into the workspace cannot be ended");
            if (waited > Ending)
                ProcessTree.KillMarked(RsyncServer.Mark, calculation.Id.ToString("D", CultureInfo.InvariantCulture));
            await Task.Delay(TimeSpan.FromMilliseconds(2), time, cancellationToken).ConfigureAwait(false);
        }
    }

    // Folders of partial files stand beside the files they are of.
    private static void RemovePartial(Workspace workspace)
    {
        if (Directory.Exists(Path.Combine(workspace.Folder, TemporaryFolder)))
            PrivateFolder.Remove(Path.Combine(workspace.Folder, TemporaryFolder));
        foreach (var path in FolderTree.Entries(workspace.Folder).Where(path => Path.GetFileName(path) == PartialFolder).ToList())
            PrivateFolder.Remove(path);
    }
}
