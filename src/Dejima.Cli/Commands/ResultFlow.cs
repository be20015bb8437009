using Dejima.Cli.Display;
using Dejima.Cli.Exits;
using Dejima.Cli.Submitted;
using Dejima.Client.Handout;
using Dejima.Contracts;
using Dejima.Contracts.Calculations;
using static Dejima.Contracts.Languages.Language;

namespace Dejima.Cli.Commands;

/// <summary>The second half of a run, shared by <c>run</c> and <c>wait</c>: follow to the end, fetch, collect.</summary>
internal sealed class ResultFlow(IHandout handout, Notes notes, bool json)
{
    private volatile bool _asked;

    /// <returns>The exit code that the calculation leads to.</returns>
    public async Task<int> FinishAsync(Guid id, string into, Interrupts interrupts)
    {
        CalculationStatus status;
        var ended = false;
        try
        {
            status = await FollowAsync(id, interrupts).ConfigureAwait(false);
            ended = true;
            if (status.State is not (CalculationState.Collected or CalculationState.Expired))
                status = await FetchAsync(status, into, interrupts.First.IsCancellationRequested ? interrupts.Second : interrupts.First)
                    .ConfigureAwait(false);
            SubmittedStore.Forget(id);
        }
        catch (Exception left) when (left is UnreachableException or OperationCanceledException or IOException)
        {
            notes.Say(Left(id, ended));
            throw;
        }

        if (json)
            JsonOut.Write(status, ContractsJson.Default.CalculationStatus);
        var code = Outcome.ExitCodeOf(status);
        if (code == ExitCode.Success)
            notes.Say(Summary(status));
        else
            Notes.Warn(Summary(status));
        return code;
    }

    private string Left(Guid id, bool ended) => (ended, _asked) switch
    {
        (true, _) => Say(
            $"the calculation has ended, and its results are not here yet; to have them: dejima wait {id}",
            $"計算は終わっていますが、結果はまだ届いていません。受け取るには: dejima wait {id}"),
        (_, true) => Say(
            $"left; the site was asked to stop the calculation. To see how it ends: dejima wait {id}",
            $"終了します。サイトには停止を依頼済みです。結末を見るには: dejima wait {id}"),
        _ => Say(
            $"the calculation goes on without this command; come back with: dejima wait {id}, or end it with: dejima cancel {id}",
            $"計算はこのコマンドなしで続きます。結果を受け取るには: dejima wait {id}、取り消すには: dejima cancel {id}"),
    };

    private async Task<CalculationStatus> FollowAsync(Guid id, Interrupts interrupts)
    {
        await using var cancelling = interrupts.First.Register(() => _ = CancelAsync(id, interrupts.Second)).ConfigureAwait(false);
        return await handout.ToEndAsync(id, interrupts.Second).ConfigureAwait(false);
    }

    private async Task CancelAsync(Guid id, CancellationToken token)
    {
        notes.Say(Say(
            "cancelling; once more leaves without waiting for its end", "取り消しています。もう一度押すと完了を待たずに終了します"));
        try
        {
            await handout.CancelAsync(id, token).ConfigureAwait(false);
            _asked = true;
        }
        catch (Exception failed) when (Failures.CodeOf(failed) is not ExitCode.Internal)
        {
            notes.Say(failed.Message);
        }
    }

    private async Task<CalculationStatus> FetchAsync(CalculationStatus status, string into, CancellationToken token)
    {
        await handout.FetchAsync(status, into, token).ConfigureAwait(false);
        return await handout.CollectAsync(status.Id, token).ConfigureAwait(false);
    }

    private static string Summary(CalculationStatus status)
    {
        var took = status is { StartedAt: { } started, EndedAt: { } ended } ? $" ({Units.Time(ended - started)})" : string.Empty;
        return StateWords.Ending(status) + took;
    }
}
