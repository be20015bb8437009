using System.Globalization;
using Dejima.Client.Handout;
using Dejima.Client.Transfers;
using Dejima.Contracts.Calculations;
using Dejima.Contracts.Errors;
using Dejima.Platform;
using Dejima.Ssh.Protocol;
using Dejima.Ssh.Push.Connections;
using Dejima.Ssh.Push.Records;
using Dejima.Ssh.Push.Sessions;
using Dejima.Ssh.Push.Transfers;
using static Dejima.Contracts.Languages.Language;

namespace Dejima.Ssh.Push;

/// <summary>Everything up to the start: workspace, inputs, start. Each step can be taken again, by another process too.</summary>
/// <param name="link">The way to the site.</param>
/// <param name="folder">This computer's record.</param>
/// <param name="observer">Hears of the progress.</param>
/// <param name="begun">The first connection, just begun, when no earlier process was at it.</param>
/// <param name="started">Told of the connection on which it was started.</param>
internal sealed class Pushing(SiteLink link, PushFolder folder, IHandoutObserver observer, SshConnection? begun, Action<SshConnection> started)
{
    // Small inputs are there before their rsync has ended, so the start need not wait for that end.
    private const long Small = 8 << 20;
    private const int Tries = 3;
    private Func<SshConnection, CancellationToken, Task<RsyncResult?>> _early = static (_, _) => Task.FromResult<RsyncResult?>(null);
    private volatile Task<SiteReport>? _starting;

    /// <summary>Returns once the site goes on by itself, or the calculation will never be started.</summary>
    public async Task<PushRecord> StartAsync(PushRecord record, CancellationToken cancellationToken)
    {
        if (record.Refused is not null || record.Phase >= PushPhase.Fetched)
            return record;
        await using var early = begun is null || record.Files.Count == 0 ? null : new EarlySending(begun, over => SendOnceAsync(record, begun, over));
        if (begun is null)
            ProcessTree.KillMarked(Rsync.Mark, record.Order.Calculation.ToString("D", CultureInfo.InvariantCulture));
        if (early is not null)
            _early = early.TakeAsync;
        early?.Begin();
        try
        {
            record = await link.CallAsync((connection, token) => OnceAsync(record = folder.Read()!, connection, token), cancellationToken).ConfigureAwait(false);
        }
        catch (SiteRefusedException refused) when (refused.Reason.Code is ReasonCode.Policy && record.Phase is PushPhase.Sending)
        {
            record = record with { Refused = refused.Reason };
            folder.Write(record);
        }

        return record;
    }

    private Task<RsyncResult> SendOnceAsync(PushRecord record, SshConnection connection, CancellationToken cancellationToken)
    {
        RejectChanged(record);
        InputLinks.Make(folder.Inputs, record.Files.Select(file => (file.Path, file.Name)));
        return Rsync.SendAsync(connection, record.Order.Calculation, folder.Inputs, record.Files.Any(file => file.Sparse), Moved, cancellationToken);
    }

    private async Task<PushRecord> OnceAsync(PushRecord record, SshConnection connection, CancellationToken cancellationToken)
    {
        var (id, session) = (record.Order.Calculation, connection.Session);
        // Only what was never said to start may be prepared: a site that forgot a started one must not begin it anew.
        var report = record.Phase is PushPhase.Sending
            ? await session.PrepareAsync(record.Order, cancellationToken).ConfigureAwait(false)
            : await session.WatchAsync(id, null, SiteStage.Unknown, TimeSpan.Zero, static (_, _) => { }, cancellationToken).ConfigureAwait(false);
        if (report.Stage is SiteStage.Prepared or SiteStage.Waiting)
            (record, report) = await SendAndStartAsync(record, connection, cancellationToken).ConfigureAwait(false);
        else if (record.Phase is PushPhase.Sending)
            record = Starting(record);
        observer.Changed(Ledger.StatusOf(record, report));
        return record;
    }

    private async Task<(PushRecord Record, SiteReport Report)> SendAndStartAsync(
        PushRecord record, SshConnection connection, CancellationToken cancellationToken)
    {
        var (id, sum) = (record.Order.Calculation, record.Files.Sum(file => file.Size));
        var sending = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var sent = record.Files.Count == 0 ? Task.CompletedTask : SendAsync(record, connection, sum, sending.Token);
        try
        {
            if (sum > Small)
                await sent.ConfigureAwait(false);
            record = Starting(record);
            started(connection);
            var report = await StartedAsync(() => _starting = connection.Session.StartAsync(id, cancellationToken), sent).ConfigureAwait(false);
            // Whatever the end of the sending is: the site has all of it.
            return (record, report);
        }
        catch
        {
            await sending.CancelAsync().ConfigureAwait(false);
            await sent.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            throw;
        }
    }

    /// <summary>
    /// Starts it. From then on only the site's answer counts: it ends whatever still sends, and that the sending failed
    /// means something only when the site says that an input is missing.
    /// </summary>
    /// <param name="start">Asks the site.</param>
    /// <param name="sent">The sending, which may still go on.</param>
    internal static async Task<SiteReport> StartedAsync(Func<Task<SiteReport>> start, Task sent)
    {
        try
        {
            return await start().ConfigureAwait(false);
        }
        catch (SiteRefusedException early) when (early.Reason.Code is GateError.WrongStage)
        {
            // What went wrong with the sending says more than that something is missing.
            await sent.ConfigureAwait(false);
            return await start().ConfigureAwait(false);
        }
    }

    private async Task SendAsync(PushRecord record, SshConnection connection, long sum, CancellationToken cancellationToken)
    {
        observer.TransferBegins(TransferKind.Sending, record.Files.Count, sum);
        for (var tried = 1; ; tried++)
        {
            var ran = await _early(connection, cancellationToken).ConfigureAwait(false) ?? await SendOnceAsync(record, connection, cancellationToken).ConfigureAwait(false);
            if (_starting is { IsCompletedSuccessfully: true })
                break;
            RejectChanged(record);
            if (ran.Succeeded)
                break;
            if (ran.Interrupted)
            {
                // A connection that is gone says so here; one that is not deserves another try.
                await connection.Session.PingAsync(cancellationToken).ConfigureAwait(false);
                if (!await MayGoOnAsync().ConfigureAwait(false))
                    break;
                if (tried < Tries)
                    continue;
            }

            throw ran.DiskFull
                ? new HandoutException(ErrorCode.DiskFull, Say($"The site's disk is full: {ran.Words}", $"サイトのディスクに空きがありません: {ran.Words}"))
                : new HandoutException(ErrorCode.Internal, Say($"The inputs cannot be sent: {ran.Words}", $"入力を送れません: {ran.Words}"));
        }

        observer.TransferEnds(TransferKind.Sending);
    }

    // Once the site was asked to start, only its no makes it right to send more: the command may be at work on the inputs.
    private async Task<bool> MayGoOnAsync()
    {
        if (_starting is not { } starting)
            return true;
        await ((Task)starting).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        return starting.Exception?.InnerException is SiteRefusedException;
    }

    private void Moved(long bytes)
    {
        link.Moved();
        observer.Transferred(TransferKind.Sending, bytes);
    }

    // On the disk before the site hears of it: without that a lost answer and a power failure could make a second start.
    private PushRecord Starting(PushRecord record)
    {
        if (record.Phase is PushPhase.Sending)
            folder.Write(record = record with { Phase = PushPhase.Starting }, durable: true);
        return record;
    }

    private static void RejectChanged(PushRecord record)
    {
        foreach (var file in record.Files)
        {
            var now = new FileInfo(file.Path);
            now = now.ResolveLinkTarget(returnFinalTarget: true) as FileInfo ?? now;
            if (!now.Exists || now.Length != file.Size || now.LastWriteTimeUtc != file.Changed)
                throw new FileChangedException(file.Path);
        }
    }
}
