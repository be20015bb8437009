using System.Diagnostics.CodeAnalysis;
using System.Runtime.InteropServices;
using Dejima.Platform;
using Dejima.Ssh.Protocol;
using Microsoft.Extensions.Logging;

namespace Dejima.Ssh.Gate;

/// <summary>Lets an rsync into a workspace, at the one time at which it may.</summary>
internal static partial class Transferring
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(15), Contention = TimeSpan.FromSeconds(2);

    /// <summary>Becomes rsync; returns only when that failed.</summary>
    /// <exception cref="GateException">It may not, or cannot.</exception>
    public static async Task RunAsync(GateDuty duty, AskedCommand.Transfer asked, CancellationToken cancellationToken)
    {
        if (asked.Send)
            await UntilSettledAsync(duty, asked.Calculation, cancellationToken).ConfigureAwait(false);
        else
            await EnterAsync(duty, asked.Calculation, cancellationToken).ConfigureAwait(false);
        var calculation = duty.Own(asked.Calculation);
        RsyncServer.Become(asked, asked.Send ? calculation.OutgoingFolder() : calculation.Record.Workspace, duty);
    }

    // The lock is asked for before the stage: from then on the command cannot be started without this one's end.
    private static async Task EnterAsync(GateDuty duty, Guid id, CancellationToken cancellationToken)
    {
        var calculation = await PreparedAsync(duty, id, cancellationToken).ConfigureAwait(false);
        await LockAsync(duty, calculation, cancellationToken).ConfigureAwait(false);
        if (duty.Own(id).Report().Stage is not SiteStage.Prepared and var stage)
            throw new GateException(GateReasons.WrongStage(stage));
        MakeTemporaryFolder(duty, calculation);
    }

    // Somebody may just be looking whether it is free.
    [SuppressMessage("Reliability", "CA2000", Justification = "it is held by the program that this process becomes")]
    private static async Task LockAsync(GateDuty duty, GateCalculation calculation, CancellationToken cancellationToken)
    {
        var begin = duty.Options.Time.GetTimestamp();
        while (FileLock.TryTake(calculation.ReceiversLock, shared: true, inherited: true) is null)
        {
            if (duty.Options.Time.GetElapsedTime(begin) > Contention)
                throw new GateException(GateReasons.WrongStage(calculation.Report().Stage));
            await Task.Delay(TimeSpan.FromMilliseconds(5), duty.Options.Time, cancellationToken).ConfigureAwait(false);
        }
    }

    private static void MakeTemporaryFolder(GateDuty duty, GateCalculation calculation)
    {
        try
        {
            Directory.CreateDirectory(Path.Combine(calculation.Workspace.Folder, Receiving.TemporaryFolder));
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            LogNoTemporaryFolder(duty.Logger, calculation.Id, failure.Message);
            throw new GateException(GateReasons.Trouble);
        }
    }

    // The host comes while the workspace is still being made; if that is refused, it comes for nothing.
    private static async Task<GateCalculation> PreparedAsync(GateDuty duty, Guid id, CancellationToken cancellationToken)
    {
        var (begin, pause) = (duty.Options.Time.GetTimestamp(), 1.0);
        GateCalculation? found;
        while ((found = duty.Folder.Find(id, duty.Options.User)) is null && duty.Options.Time.GetElapsedTime(begin) < Patience)
        {
            await Task.Delay(TimeSpan.FromMilliseconds(pause), duty.Options.Time, cancellationToken).ConfigureAwait(false);
            pause = Math.Min(pause * 1.1, 200);
        }

        return found ?? duty.Own(id);
    }

    // The host may come early, so that starting all this does not cost time after the end; it may also have gone by then.
    private static async Task UntilSettledAsync(GateDuty duty, Guid id, CancellationToken cancellationToken)
    {
        var (session, pause) = (ParentProcess(), 2.0);
        while (duty.Own(id).Outgoing is null)
        {
            if (ParentProcess() != session)
                throw new GateException(GateReasons.Unknown);
            await Task.Delay(TimeSpan.FromMilliseconds(pause), duty.Options.Time, cancellationToken).ConfigureAwait(false);
            pause = Math.Min(pause * 1.1, 200);
        }
    }

    [LibraryImport(LibC.Name, EntryPoint = "getppid")]
    private static partial int ParentProcess();

    [LoggerMessage(LogLevel.Error, "The workspace of calculation {Calculation} cannot take files: {Cause}")]
    private static partial void LogNoTemporaryFolder(ILogger logger, Guid calculation, string cause);
}
