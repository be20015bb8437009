using Dejima.Client.Connections;
using Dejima.Client.Handout;
using Dejima.Contracts.Calculations;
using Dejima.Contracts.Errors;
using Dejima.Ssh.Protocol;
using Dejima.Ssh.Push.Connections;
using Dejima.Ssh.Push.Records;
using Dejima.Ssh.Push.Sessions;
using static Dejima.Contracts.Languages.Language;

namespace Dejima.Ssh.Push;

/// <summary>Hands calculations to a site over SSH, over one connection for each object.</summary>
/// <param name="site">The site's name.</param>
/// <param name="address">How it is reached.</param>
/// <param name="state">A folder of this user's own in which what is needed to come back is kept.</param>
/// <param name="patience">How long to try when the connection is lost.</param>
/// <param name="time">The clock.</param>
/// <param name="observer">Hears of the progress.</param>
public sealed class SshHandout(
    string site, SshAddress address, string state, TimeSpan patience, TimeProvider time, IHandoutObserver observer) : IHandout
{
    private readonly SiteLink _link = new(address, patience, time, observer.Disconnected);
    private FileLock? _mine;
    private Guid? _pushed;
    private Fetching? _fetching;

    /// <inheritdoc/>
    public Task SubmitAsync(Guid id, Work work, CancellationToken cancellationToken) => AnsweredAsync(async () =>
    {
        var begun = _link.Begin(cancellationToken);
        var folder = new PushFolder(state, id);
        if (folder.Read() is not { } record)
        {
            record = Orders.Of(id, site, WorkCheck.Checked(work), time.GetUtcNow());
            folder.Create();
            folder.Write(record);
        }

        await TakeAsync(folder, cancellationToken).ConfigureAwait(false);
        observer.Registered(id);
        _fetching = new Fetching(_link, observer);
        record = await new Pushing(_link, folder, observer, begun, connection => _fetching.Begin(connection, id, work.Into))
            .StartAsync(record, cancellationToken).ConfigureAwait(false);
        _pushed = id;
        return record;
    });

    /// <inheritdoc/>
    public Task<bool?> WithdrawAsync(Guid id, CancellationToken cancellationToken) => AnsweredAsync<bool?>(async () =>
    {
        var folder = new PushFolder(state, id);
        if (folder.Read() is not { } record)
            return true;
        SiteReport report;
        try
        {
            report = await ReportAsync(id, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception away) when (record.Phase is PushPhase.Sending && away is (SetupException or UnreachableException or OperationCanceledException))
        {
            // It was never said to start, so nothing of it can ever run.
            Forget(folder);
            return true;
        }

        if (report.Stage is SiteStage.Running or SiteStage.Ended)
            return false;
        // Said to start and not known: that is no proof that nothing ran.
        if (report.Stage is SiteStage.Unknown && record.Phase is not PushPhase.Sending)
            return null;
        report = await _link.CallAsync(
            async (connection, token) =>
            {
                if (report.Stage is not SiteStage.Unknown)
                    report = await connection.Session.CancelAsync(id, token).ConfigureAwait(false);
                await connection.Session.CleanAsync(id, token).ConfigureAwait(false);
                return report;
            },
            cancellationToken).ConfigureAwait(false);
        Forget(folder);
        return true;
    });

    /// <inheritdoc/>
    public Task<CalculationStatus> ToEndAsync(Guid id, CancellationToken cancellationToken) => AnsweredAsync(async () =>
    {
        var folder = Known(id);
        await TakeAsync(folder, cancellationToken).ConfigureAwait(false);
        var record = _pushed == id
            ? folder.Read()!
            : await new Pushing(_link, folder, observer, null, static _ => { }).StartAsync(folder.Read()!, cancellationToken).ConfigureAwait(false);
        if (record is { Refused: null, Phase: < PushPhase.Fetched })
            record = await new Following(_link, folder, observer).ToEndAsync(record, cancellationToken).ConfigureAwait(false);
        return Ledger.StatusOf(record, record.Report);
    });

    /// <inheritdoc/>
    public Task<CalculationStatus> StatusAsync(Guid id, CancellationToken cancellationToken) => AnsweredAsync(async () =>
    {
        var record = Known(id).Read()!;
        if (IsOver(record))
            return Ledger.StatusOf(record, record.Report);
        var report = await ReportAsync(id, cancellationToken).ConfigureAwait(false);
        if (report.Stage is not SiteStage.Ended)
            return Ledger.StatusOf(record, report);
        // Told, not kept: the record belongs to the process that goes on with the calculation.
        var (settled, files) = await Following.OutgoingAsync(_link, id, cancellationToken).ConfigureAwait(false);
        return Ledger.StatusOf(record with { Outgoing = files }, settled);
    });

    /// <inheritdoc/>
    public Task ReadLogAsync(Guid id, LogStream stream, bool follow, CancellationToken cancellationToken) => AnsweredAsync(async () =>
    {
        Known(id);
        await new Following(_link, new PushFolder(state, id), observer).ReadLogAsync(id, stream, follow, cancellationToken).ConfigureAwait(false);
        return true;
    });

    /// <inheritdoc/>
    public Task<CalculationStatus> CancelAsync(Guid id, CancellationToken cancellationToken) => AnsweredAsync(async () =>
    {
        var record = Known(id).Read()!;
        if (IsOver(record))
            return Ledger.StatusOf(record, record.Report);
        var report = await ReportAsync(id, cancellationToken).ConfigureAwait(false);
        // Another process of this computer may have gone on with it meanwhile.
        record = Known(id).Read()!;
        if (IsOver(record))
            return Ledger.StatusOf(record, record.Report);
        if (report.Stage is SiteStage.Unknown && record.Phase is PushPhase.Sending)
        {
            // Prepared first, so that a process of this computer that is about to send finds it cancelled.
            report = await _link.CallAsync((connection, token) => connection.Session.PrepareAsync(record.Order, token), cancellationToken).ConfigureAwait(false);
        }

        if (report.Stage is not (SiteStage.Unknown or SiteStage.Ended))
            report = await _link.CallAsync((connection, token) => connection.Session.CancelAsync(id, token), cancellationToken).ConfigureAwait(false);
        return Ledger.StatusOf(record, report) with { CancelRequested = report.Stage is not SiteStage.Ended };
    });

    /// <inheritdoc/>
    public Task<IReadOnlyList<string>> FetchAsync(CalculationStatus status, string folder, CancellationToken cancellationToken) => AnsweredAsync(async () =>
    {
        ArgumentNullException.ThrowIfNull(status);
        var known = Known(status.Id);
        await TakeAsync(known, cancellationToken).ConfigureAwait(false);
        var record = known.Read()!;
        // From a status that `fetch` asked for, what comes back may not be settled yet.
        if (record is { Refused: null, Report: null })
        {
            if (await ReportAsync(status.Id, cancellationToken).ConfigureAwait(false) is { Stage: SiteStage.Unknown })
                return [];
            record = await new Following(_link, known, observer).SettleAsync(record, cancellationToken).ConfigureAwait(false);
        }

        return await (_pushed == status.Id && _fetching is { } begun ? begun : new Fetching(_link, observer)).RunAsync(record, folder, cancellationToken).ConfigureAwait(false);
    });

    /// <inheritdoc/>
    public Task<CalculationStatus> CollectAsync(Guid id, CancellationToken cancellationToken) => AnsweredAsync(async () =>
    {
        var folder = Known(id);
        var record = folder.Read()!;
        if (record.Phase is not PushPhase.Collected)
        {
            var report = record.Report ?? (record.Refused is null ? await ReportAsync(id, cancellationToken).ConfigureAwait(false) : null);
            if (Ledger.StatusOf(record, report) is { State: var stands } && !stands.HasEnded())
                throw new HandoutException(ErrorCode.WrongState, Say("The calculation has not ended.", "計算はまだ終わっていません。"));
            // What the site does not know today it may know tomorrow.
            if (report is { Stage: SiteStage.Unknown })
                return Ledger.StatusOf(record, report);
            // From here on the results are here, and nobody need ask the site for them again: on the disk before it forgets them.
            record = record with { Phase = PushPhase.Fetched, Report = report };
            folder.Write(record, durable: true);
            if (record.Refused is null)
                await _link.CallAsync(
                    async (connection, token) =>
                    {
                        await connection.Session.CleanAsync(id, token).ConfigureAwait(false);
                        return true;
                    },
                    cancellationToken).ConfigureAwait(false);
            record = record with { Phase = PushPhase.Collected };
            folder.Write(record);
            folder.ForgetInputs();
        }

        return Ledger.StatusOf(record, record.Report);
    });

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        _mine?.Dispose();
        await _link.DisposeAsync().ConfigureAwait(false);
    }

    private static bool IsOver(PushRecord record) => record is { Refused: not null } or { Phase: >= PushPhase.Fetched };

    private void Forget(PushFolder folder)
    {
        _mine?.Dispose();
        _mine = null;
        folder.Remove();
    }

    private async Task TakeAsync(PushFolder folder, CancellationToken cancellationToken) =>
        _mine ??= await folder.LockAsync(time, cancellationToken).ConfigureAwait(false);

    private PushFolder Known(Guid id) => new PushFolder(state, id) is var folder && folder.Read() is not null
        ? folder
        : throw new HandoutException(ErrorCode.UnknownCalculation, Say(
            $"This computer has no record of the calculation {id}.", $"この計算機には計算 {id} の記録がありません。"));

    private Task<SiteReport> ReportAsync(Guid id, CancellationToken cancellationToken) => _link.CallAsync(
        (connection, token) => connection.Session.WatchAsync(id, null, SiteStage.Unknown, TimeSpan.Zero, static (_, _) => { }, token), cancellationToken);

    private static async Task<T> AnsweredAsync<T>(Func<Task<T>> call)
    {
        try
        {
            return await call().ConfigureAwait(false);
        }
        catch (SiteRefusedException refused)
        {
            throw Answers.Of(refused);
        }
    }
}
