using Dejima.Execution.Supervision;
using Dejima.Execution.Workspaces;
using Dejima.Platform;
using Dejima.Ssh.Protocol;
using Microsoft.Extensions.Logging;
using Microsoft.Win32.SafeHandles;

namespace Dejima.Ssh.Gate;

/// <summary>Ends calculations, and forgets them.</summary>
internal static partial class Ending
{
    /// <summary>Asks for the end of one; one that has not started never will.</summary>
    public static SiteReport Cancel(GateDuty duty, Guid? id)
    {
        var calculation = duty.Own(id);
        Stop(duty, calculation);
        return calculation.Report();
    }

    /// <summary>Removes the workspace and all that the gate knows. Nothing there is fine.</summary>
    public static async Task CleanAsync(GateDuty duty, Guid? id)
    {
        if (id is { } given && duty.Folder.Find(given, duty.Options.User) is { } calculation)
            await RemoveAsync(duty, calculation).ConfigureAwait(false);
    }

    /// <summary>The same for anybody's.</summary>
    public static async Task RemoveAsync(GateDuty duty, GateCalculation calculation)
    {
        Stop(duty, calculation);
        if (calculation.State.IsStarted)
            await duty.Executor.Adopt(calculation.State).Ended.ConfigureAwait(false);

        using var closed = await Receiving.CloseAsync(calculation, duty.Options.Time, CancellationToken.None).ConfigureAwait(false);
        var open = calculation.State.HasWorkspace ? LargeFiles(calculation.Record.Workspace) : [];
        if (calculation.State.HasWorkspace)
            PrivateFolder.Remove(calculation.Record.Workspace);
        using (duty.Folder.Lock())
            PrivateFolder.Remove(calculation.State.Folder);
        _ = Task.Run(() => open.ForEach(file => file.Dispose()));
        LogForgotten(duty.Logger, calculation.Id, calculation.Record.User);
    }

    private static void Stop(GateDuty duty, GateCalculation calculation)
    {
        using var alone = duty.Folder.Lock();
        switch (calculation.Report().Stage)
        {
            case SiteStage.Running:
                duty.Executor.Adopt(calculation.State).Stop(StopReason.Cancel);
                break;
            case SiteStage.Prepared or SiteStage.Waiting:
                calculation.MarkNever(null);
                // A supervisor may have been told already by a gate that was killed right then.
                if (calculation.State.HasOrder)
                    calculation.State.WriteStop(StopReason.Cancel);
                break;
            default:
                return;
        }

        LogCancelled(duty.Logger, calculation.Id, calculation.Record.User);
    }

    // A file that is open is freed when it is closed, which takes the disk a while; the host need not wait for that.
    private static List<SafeFileHandle> LargeFiles(string workspace)
    {
        const ulong large = 64UL << 20;
        const int most = 64;
        try
        {
            return [.. FolderTree.Entries(workspace).Where(path => FileFacts.Of(path) is { IsRegular: true, Size: >= large })
                .Take(most)
                .Select(path => File.OpenHandle(path, share: FileShare.ReadWrite | FileShare.Delete))];
        }
        catch (Exception unreadable) when (unreadable is IOException or UnauthorizedAccessException)
        {
            return [];
        }
    }

    [LoggerMessage(LogLevel.Information, "Calculation {Calculation}, of {User}, is cancelled.")]
    private static partial void LogCancelled(ILogger logger, Guid calculation, string user);

    [LoggerMessage(LogLevel.Information, "Calculation {Calculation}, of {User}, is closed; its workspace is removed.")]
    private static partial void LogForgotten(ILogger logger, Guid calculation, string user);
}
