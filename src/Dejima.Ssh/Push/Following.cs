using Dejima.Client.Handout;
using Dejima.Contracts.Calculations;
using Dejima.Contracts.Errors;
using Dejima.Ssh.Protocol;
using Dejima.Ssh.Push.Connections;
using Dejima.Ssh.Push.Records;
using Dejima.Ssh.Push.Sessions;
using static Dejima.Contracts.Languages.Language;

namespace Dejima.Ssh.Push;

/// <summary>Follows a calculation at its site: stages, and both logs by offset, over as many connections as it takes.</summary>
internal sealed class Following(SiteLink link, PushFolder folder, IHandoutObserver observer)
{
    private static readonly TimeSpan LongPoll = TimeSpan.FromSeconds(50);
    private readonly Lock _hearing = new();
    private Heard _heard = new(0, 0);
    private int _asked;

    /// <summary>Returns once it has ended, its logs were heard and it is settled what comes back.</summary>
    public async Task<PushRecord> ToEndAsync(PushRecord record, CancellationToken cancellationToken)
    {
        for (var report = new SiteReport { Stage = SiteStage.Prepared }; ;)
        {
            report = await WatchAsync(record.Order.Calculation, report.Stage, cancellationToken).ConfigureAwait(false);
            observer.Changed(Ledger.StatusOf(record, report));
            // Told, not kept: another machine may have answered to the name, or a disk be away, and next time it is known.
            if (report.Stage is SiteStage.Unknown)
                return record with { Report = report, Outgoing = [] };
            if (report.Stage is SiteStage.Ended && _heard.Stdout >= report.Stdout && _heard.Stderr >= report.Stderr)
                return await SettleAsync(record, cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>Asks what comes back, and keeps it.</summary>
    public async Task<PushRecord> SettleAsync(PushRecord record, CancellationToken cancellationToken)
    {
        var (report, files) = await OutgoingAsync(link, record.Order.Calculation, cancellationToken).ConfigureAwait(false);
        record = record with { Report = report, Outgoing = files };
        folder.Write(record);
        return record;
    }

    /// <summary>What comes back, as the site lists it.</summary>
    /// <exception cref="SiteRefusedException">It is no list of files.</exception>
    public static Task<(SiteReport Report, IReadOnlyList<PushedFile> Files)> OutgoingAsync(SiteLink link, Guid id, CancellationToken cancellationToken) => link.CallAsync(
        async (connection, token) =>
        {
            var (report, files) = await connection.Session.OutgoingAsync(id, token).ConfigureAwait(false);
            return (report, OutgoingList.Checked(files));
        },
        cancellationToken);

    /// <summary>Lets the observer hear one log: what there is, or until it is complete.</summary>
    public async Task ReadLogAsync(Guid id, LogStream stream, bool follow, CancellationToken cancellationToken)
    {
        // The other one is asked for from where it can have nothing.
        _heard = stream is LogStream.Stdout ? new Heard(0, long.MaxValue) : new Heard(long.MaxValue, 0);
        for (var known = SiteStage.Unknown; ;)
        {
            var report = await WatchAsync(id, follow ? known : SiteStage.Unknown, cancellationToken).ConfigureAwait(false);
            if (report.Stage is SiteStage.Unknown)
                throw new HandoutException(ErrorCode.PayloadGone, Say("The site has no log of it any more.", "サイトにログは残っていません。"));
            known = report.Stage;
            var all = stream is LogStream.Stdout ? _heard.Stdout >= report.Stdout : _heard.Stderr >= report.Stderr;
            if (all && (!follow || report.Stage is SiteStage.Ended))
                return;
        }
    }

    private Task<SiteReport> WatchAsync(Guid id, SiteStage known, CancellationToken cancellationToken) => link.CallAsync(
        (connection, token) =>
        {
            lock (_hearing)
            {
                var mine = ++_asked;
                return connection.Session.WatchAsync(id, _heard, known, LongPoll, (stream, bytes) => Hear(mine, stream, bytes), token);
            }
        },
        cancellationToken);

    // Pieces of one connection come in order; what a connection that was given up still brings was asked for again.
    private void Hear(int asked, LogStream stream, ReadOnlyMemory<byte> bytes)
    {
        lock (_hearing)
        {
            if (asked != _asked)
                return;
            _heard = stream is LogStream.Stdout
                ? _heard with { Stdout = _heard.Stdout + bytes.Length }
                : _heard with { Stderr = _heard.Stderr + bytes.Length };
            observer.Wrote(stream, bytes);
        }
    }
}
