using Dejima.Contracts.Calculations;
using Dejima.Execution.Outputs;
using Dejima.Execution.Platform;
using Dejima.Ssh.Protocol;
using Microsoft.Extensions.Logging;

namespace Dejima.Ssh.Gate;

/// <summary>
/// Settles what leaves: all that is in the workspace (R-S5) but what the policy's <c>never-send</c> names, by content or
/// through a link, and what is no plain file. That is removed here and told to the site's log only (design rule 6).
/// </summary>
internal static partial class HoldingBack
{
    /// <summary>Settles it, unless that was done.</summary>
    /// <exception cref="GateException">The command has not ended.</exception>
    public static async Task<(SiteReport Report, IReadOnlyList<PushedFile> Files)> RunAsync(
        GateDuty duty, Guid? id, CancellationToken cancellationToken)
    {
        var calculation = duty.Own(id);
        if (calculation.Report() is { Stage: not SiteStage.Ended } early)
            throw new GateException(GateReasons.WrongStage(early.Stage));
        // What its supervisor could not end any more ends now, before anything is looked at.
        if (calculation.State.IsStarted)
            await duty.Executor.Adopt(calculation.State).Ended.WaitAsync(cancellationToken).ConfigureAwait(false);
        if (calculation.Outgoing is null)
        {
            using var alone = FileLock.Take(calculation.SettleLock);
            if (calculation.Outgoing is null)
                await SettleAsync(duty, calculation, cancellationToken).ConfigureAwait(false);
        }

        return (calculation.Report(), calculation.Outgoing!.Files);
    }

    private static async Task SettleAsync(GateDuty duty, GateCalculation calculation, CancellationToken cancellationToken)
    {
        OutgoingRecord settled;
        try
        {
            // Whatever would still write there is not to change what was looked at.
            using var closed = await Receiving.CloseAsync(calculation, duty.Options.Time, cancellationToken).ConfigureAwait(false);
            var files = PlainFiles(duty, calculation);
            await WithholdAsync(duty, calculation, files, cancellationToken).ConfigureAwait(false);
            settled = new OutgoingRecord([.. files.Select(file => new PushedFile(file.Key, file.Value, FileFacts.Of(PathOf(calculation, file.Key)) is { IsSparse: true }))], Withheld: false);
        }
        catch (Exception failure) when (failure is WithheldException or IOException or UnauthorizedAccessException)
        {
            LogAllWithheld(duty.Logger, calculation.Id, failure.Message);
            settled = new OutgoingRecord([], Withheld: true);
        }

        calculation.State.Write(OutgoingRecord.FileName, settled, GateRecordJson.Default.OutgoingRecord);
    }

    private static async Task WithholdAsync(
        GateDuty duty, GateCalculation calculation, SortedDictionary<string, long> files, CancellationToken cancellationToken)
    {
        var secrets = new NeverSend(duty.Policy.NeverSend);
        var sizes = secrets.Sizes();
        var alike = new List<DeclaredFile>();
        foreach (var (name, size) in files.Where(file => sizes.Contains(file.Value)))
        {
            var digest = await NeverSend.DigestAsync(PathOf(calculation, name), cancellationToken).ConfigureAwait(false);
            alike.Add(new DeclaredFile(name, size, digest));
        }

        await foreach (var (output, secret) in secrets.MatchesAsync(alike, cancellationToken).ConfigureAwait(false))
        {
            if (!files.Remove(output.Name))
                continue;
            File.Delete(PathOf(calculation, output.Name));
            LogWithheld(duty.Logger, calculation.Id, output.Name, secret);
        }
    }

    // Removes what is neither a plain file, nor a folder, nor a link within the workspace.
    private static SortedDictionary<string, long> PlainFiles(GateDuty duty, GateCalculation calculation)
    {
        var root = calculation.Workspace.Folder;
        var files = new SortedDictionary<string, long>(StringComparer.Ordinal);
        var next = new Queue<DirectoryInfo>([new DirectoryInfo(root)]);
        while (next.TryDequeue(out var folder))
        {
            MakeReadable(folder);
            foreach (var entry in folder.EnumerateFileSystemInfos())
            {
                var facts = FileFacts.Of(entry.FullName);
                if (facts is { IsRegular: true })
                {
                    MakeReadable(entry);
                    files[Path.GetRelativePath(root, entry.FullName)] = (long)facts.Size;
                }
                else if (facts is { IsLink: true } ? !LinkText.StaysWithin(Path.GetRelativePath(root, entry.FullName), entry.LinkTarget!) : entry is not DirectoryInfo)
                {
                    LogWithheld(duty.Logger, calculation.Id, Path.GetRelativePath(root, entry.FullName), entry.LinkTarget ?? "-");
                    File.Delete(entry.FullName);
                }
                else if (entry is DirectoryInfo inner && facts is { IsLink: false })
                {
                    next.Enqueue(inner);
                }
            }
        }

        return files;
    }

    // A command may leave things that it itself could not read.
    private static void MakeReadable(FileSystemInfo entry)
    {
        if (!OperatingSystem.IsWindows())
            entry.UnixFileMode |= UnixFileMode.UserRead | (entry is DirectoryInfo ? UnixFileMode.UserWrite | UnixFileMode.UserExecute : 0);
    }

    private static string PathOf(GateCalculation calculation, string name) => Path.Combine(calculation.Workspace.Folder, name);

    [LoggerMessage(LogLevel.Warning, "Calculation {Calculation}: '{Name}' is held back ({Match}).")]
    private static partial void LogWithheld(ILogger logger, Guid calculation, string name, string match);

    [LoggerMessage(LogLevel.Error, "Calculation {Calculation}: everything is held back, since it cannot be told what may leave: {Cause}")]
    private static partial void LogAllWithheld(ILogger logger, Guid calculation, string cause);
}
