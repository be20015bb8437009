using Dejima.Contracts.Calculations;
using Dejima.Execution.Outputs;
using Dejima.Ssh.Protocol;
using Microsoft.Extensions.Logging;

namespace Dejima.Ssh.Gate;

/// <summary>
/// Settles what leaves: all that is in the workspace (R-S5) but what the policy's <c>never-send</c> names, by content or
/// through a link, and what is no plain file. That stays here and is told to the site's log only (design rule 6). While it
/// cannot be told what may leave, nothing does, and it is settled when it is asked for again.
/// </summary>
internal static partial class HoldingBack
{
    /// <summary>Settles it, unless that was done.</summary>
    /// <exception cref="GateException">The command has not ended, or it cannot be told what may leave.</exception>
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
        try
        {
            // Whatever would still write there is not to change what was looked at.
            using var closed = await Receiving.CloseAsync(calculation, duty.Options.Time, cancellationToken).ConfigureAwait(false);
            var folder = new OutgoingFolder(
                calculation.Record.Workspace, calculation.OutgoingFolder(), (name, why) => LogWithheld(duty.Logger, calculation.Id, name, why));
            folder.Fill();
            await WithholdAsync(duty, calculation, folder, cancellationToken).ConfigureAwait(false);
            var files = folder.Files().Select(file => new PushedFile(file.Key, (long)file.Value.Size, file.Value.IsSparse));
            calculation.State.Write(OutgoingRecord.FileName, new OutgoingRecord([.. files]), GateRecordJson.Default.OutgoingRecord);
        }
        catch (Exception failure) when (failure is WithheldException or IOException or UnauthorizedAccessException)
        {
            LogUnsettled(duty.Logger, calculation.Id, failure.Message);
            throw new GateException(GateReasons.Unsettled);
        }
    }

    private static async Task WithholdAsync(GateDuty duty, GateCalculation calculation, OutgoingFolder folder, CancellationToken cancellationToken)
    {
        var secrets = new NeverSend(duty.Policy.NeverSend);
        var sizes = secrets.Sizes();
        var alike = new List<DeclaredFile>();
        foreach (var (name, facts) in folder.Files().Where(file => sizes.Contains((long)file.Value.Size)))
        {
            var digest = await NeverSend.DigestAsync(folder.PathOf(name), cancellationToken).ConfigureAwait(false);
            alike.Add(new DeclaredFile(name, (long)facts.Size, digest));
        }

        await foreach (var (output, secret) in secrets.MatchesAsync(alike, cancellationToken).ConfigureAwait(false))
        {
            File.Delete(folder.PathOf(output.Name));
            LogWithheld(duty.Logger, calculation.Id, output.Name, secret);
        }
    }

    [LoggerMessage(LogLevel.Warning, "Calculation {Calculation}: '{Name}' is held back ({Match}).")]
    private static partial void LogWithheld(ILogger logger, Guid calculation, string name, string match);

    [LoggerMessage(LogLevel.Error, "Calculation {Calculation}: nothing is sent yet, since it cannot be told what may leave: {Cause}")]
    private static partial void LogUnsettled(ILogger logger, Guid calculation, string cause);
}
