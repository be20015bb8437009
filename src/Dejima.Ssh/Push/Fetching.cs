using Dejima.Contracts.Calculations;
using Dejima.Client.Handout;
using Dejima.Contracts.Errors;
using Dejima.Execution.Workspaces;
using Dejima.Ssh.Protocol;
using Dejima.Ssh.Push.Connections;
using Dejima.Ssh.Push.Records;
using Dejima.Ssh.Push.Transfers;
using static Dejima.Contracts.Languages.Language;

namespace Dejima.Ssh.Push;

/// <summary>Brings results here: into a private folder beside their place first, so that nothing is ever half there.</summary>
internal sealed class Fetching(SiteLink link, IHandoutObserver observer)
{
    private (SshConnection Connection, Staging Staging, (Task<RsyncResult> Ended, Task Made) Running, CancellationTokenSource Over)? _early;

    private const int Tries = 3;

    /// <summary>Starts the rsync that the site lets wait until the results are settled, which hides what starting it takes.</summary>
    public void Begin(SshConnection connection, Guid id, string? into)
    {
        if (into is null)
            return;
        try
        {
            var staging = new Staging(Path.GetFullPath(into), id).Create();
            var over = new CancellationTokenSource();
            _early = (connection, staging, Rsync.FetchAsync(connection, id, staging, sparse: false, Moved, over.Token), over);
        }
        catch (Exception later) when (later is IOException or UnauthorizedAccessException)
        {
            // Fetching itself will meet it again, and say so.
        }
    }

    /// <summary>Fetches what was settled.</summary>
    /// <param name="record">The ended calculation.</param>
    /// <param name="into">The folder for the results.</param>
    /// <param name="cancellationToken">Ends the transfer; a repetition goes on where it was.</param>
    /// <returns>The paths written.</returns>
    public async Task<IReadOnlyList<string>> RunAsync(PushRecord record, string into, CancellationToken cancellationToken)
    {
        into = Path.GetFullPath(into);
        if (record is { Refused: not null } or { Phase: >= PushPhase.Fetched })
            return [];
        var files = record.Outgoing ?? [];
        IReadOnlyList<string> written = [];
        // A link to a folder or an empty folder is worth fetching too, so it is asked even when no file was listed.
        if (files.Count > 0 || record.Report is { Stage: SiteStage.Ended, End: { Cancelled: false, Reason: not { Code: ReasonCode.Policy } } })
            written = await FetchAsync(record, files, into, cancellationToken).ConfigureAwait(false);
        else
            new Staging(into, record.Order.Calculation).Remove();
        return written;
    }

    private async Task<IReadOnlyList<string>> FetchAsync(
        PushRecord record, IReadOnlyList<PushedFile> files, string into, CancellationToken cancellationToken)
    {
        var staging = new Staging(into, record.Order.Calculation).Create();
        observer.TransferBegins(TransferKind.Fetching, files.Count, files.Sum(file => file.Size));
        await link.CallAsync(
            async (connection, token) =>
            {
                await FetchAsync(connection, record.Order, staging, files, token).ConfigureAwait(false);
                return true;
            },
            cancellationToken).ConfigureAwait(false);
        var written = new Placing(staging, into, record.Order.Outputs, observer.LeftBehind)
            .Run(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile));
        observer.TransferEnds(TransferKind.Fetching);
        return written;
    }

    private async Task FetchAsync(
        SshConnection connection, PushOrder order, Staging staging, IReadOnlyList<PushedFile> files, CancellationToken cancellationToken)
    {
        var declared = files.Where(file => order.Outputs.Contains(file.Name)).ToList();
        for (var tried = 1; ; tried++)
        {
            var sparse = files.Any(file => file.Sparse);
            var (ended, made) = await EarlyAsync(connection, staging, sparse).ConfigureAwait(false)
                ?? Rsync.FetchAsync(connection, order.Calculation, staging, sparse, Moved, cancellationToken);
            // Its end tells no more than this, only later.
            await (await Task.WhenAny(ended, made).WaitAsync(cancellationToken).ConfigureAwait(false)).ConfigureAwait(false);
            if (made.IsCompleted && staging.Lacks(files) is null)
                return;
            var ran = await ended.WaitAsync(cancellationToken).ConfigureAwait(false);
            // Its success means that it has fetched what it found.
            var lacking = ran.Succeeded ? staging.Lacks(declared) : null;
            if (ran.Succeeded && lacking is null)
                return;
            if (ran.Succeeded || ran.Interrupted)
            {
                await connection.Session.PingAsync(cancellationToken).ConfigureAwait(false);
                if (tried < Tries)
                    continue;
            }

            if (lacking is not null)
                throw new HandoutException(ErrorCode.Internal, Say(
                    $"The results cannot be fetched: '{lacking}' did not come as the site listed it.",
                    $"結果を受け取れません。'{lacking}' がサイトの一覧のとおりに届きませんでした。"));
            throw ran.DiskFull
                ? new IOException(Say($"This computer's disk is full: {ran.Words}", $"この計算機のディスクに空きがありません: {ran.Words}"))
                : new HandoutException(ErrorCode.Internal, Say($"The results cannot be fetched: {ran.Words}", $"結果を受け取れません: {ran.Words}"));
        }
    }

    // Of the same connection, for the same place and in the right way, or it is none of ours.
    private async Task<(Task<RsyncResult> Ended, Task Made)?> EarlyAsync(SshConnection connection, Staging staging, bool sparse)
    {
        if (_early is not { } early)
            return null;
        _early = null;
        if (early.Connection == connection && early.Staging.Files == staging.Files && !sparse)
            return early.Running;
        await early.Over.CancelAsync().ConfigureAwait(false);
        await ((Task)early.Running.Ended).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        return null;
    }

    private void Moved(long bytes)
    {
        link.Moved();
        observer.Transferred(TransferKind.Fetching, bytes);
    }
}
