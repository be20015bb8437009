using Dejima.Contracts.Calculations;
using Dejima.Execution.Supervision;
using static Dejima.Contracts.Languages.Language;

namespace Dejima.Cli.Display;

/// <summary>
/// Reasons in the language of whoever reads them. The message that comes with a reason is in the language of the broker or
/// the site; where the code and the status tell all, it is said anew here.
/// </summary>
internal static class ReasonWords
{
    public static string? Of(CalculationStatus status) => status.Reason switch
    {
        null => null,
        { Limit: { } limit, Code: var code } => limit.Words(code),
        { Code: ReasonCode.ExitCode } when status.ExitCode is { } exit => Say(
            $"The command ended with exit code {exit}.", $"コマンドは終了コード {exit} で終わりました。"),
        { Code: ReasonCode.OutputMissing } when Missing(status) is { } name => Say(
            $"The command did not write '{name}'.", $"コマンドは '{name}' を書き出しませんでした。"),
        { Code: ReasonCode.Cancelled } => Say("Cancelled by the host.", "ホストが取り消しました。"),
        { Code: ReasonCode.SiteFull } => EndReports.NoRoom.Message,
        var other => other.Message,
    };

    private static string? Missing(CalculationStatus status) =>
        status.Outputs.FirstOrDefault(output => output.State == OutputState.Missing)?.Name;
}
