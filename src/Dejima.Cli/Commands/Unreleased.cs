using Dejima.Cli.Display;
using Dejima.Cli.Exits;
using Dejima.Cli.Submitted;
using Dejima.Client.Handout;
using Dejima.Contracts.Calculations;
using Dejima.Contracts.Errors;
using static Dejima.Contracts.Languages.Language;

namespace Dejima.Cli.Commands;

/// <summary>
/// A calculation whose <c>dejima run</c> was ended before the release. Whoever waits for it would wait until it expires,
/// so it is released when all its inputs arrived, and otherwise taken back.
/// </summary>
internal static class Unreleased
{
    /// <returns>The exit code when there is nothing to wait for; null when there is.</returns>
    public static async Task<int?> SettleAsync(IHandout handout, Guid id, Notes notes)
    {
        if (handout is not BrokerHandout broker)
            return null;
        using var left = SubmissionMark.TakeLeft(id);
        if (left is null)
            return null;
        var over = await IsUnreleasedAsync(broker, id).ConfigureAwait(false) ? await ReleaseAsync(broker, id, notes).ConfigureAwait(false) : null;
        left.Settle();
        return over;
    }

    private static async Task<int?> ReleaseAsync(BrokerHandout broker, Guid id, Notes notes)
    {
        try
        {
            await broker.ReleaseAsync(id, CancellationToken.None).ConfigureAwait(false);
            notes.Say(Say(
                "dejima run was ended before the release; all inputs had been sent, so the calculation is released now",
                "dejima run は投入の確定前に終了していました。入力はすべて届いているので、今確定しました"));
            return null;
        }
        catch (HandoutException no) when (no.Code is ErrorCode.InputsMissing or ErrorCode.UnknownCalculation)
        {
            await broker.WithdrawAsync(id, CancellationToken.None).ConfigureAwait(false);
            SubmittedStore.Erase(id);
            Notes.Warn(Say(
                "the calculation was never released: dejima run was ended before all inputs were sent. Nothing was computed, and nothing of it is left; hand it out again",
                "計算は投入が確定していません。入力をすべて送る前に dejima run が終了しました。何も計算されず、何も残っていません。もう一度投入してください"));
            return ExitCode.NoInput;
        }
    }

    private static async Task<bool> IsUnreleasedAsync(BrokerHandout broker, Guid id)
    {
        try
        {
            return (await broker.StatusAsync(id, CancellationToken.None).ConfigureAwait(false)).State == CalculationState.Registered;
        }
        catch (HandoutException unknown) when (unknown.Code == ErrorCode.UnknownCalculation)
        {
            // Not even the registration arrived.
            return true;
        }
    }
}
