using Dejima.Ssh.Protocol;
using Microsoft.Extensions.Logging;

namespace Dejima.Ssh.Gate;

/// <summary>Removes what hosts never came back for, when the policy's <c>uncollected</c> is over.</summary>
internal static partial class Forgetting
{
    private static readonly TimeSpan Usual = TimeSpan.FromDays(30);

    /// <summary>Looks at all calculations, whoever's they are. What cannot be removed is told to the log and tried again the next time.</summary>
    public static async Task RunAsync(GateDuty duty)
    {
        try
        {
            foreach (var calculation in duty.Folder.All().Where(calculation => IsOverdue(duty, calculation)).ToList())
            {
                LogOverdue(duty.Logger, calculation.Id, calculation.Record.User);
                await Ending.RemoveAsync(duty, calculation).ConfigureAwait(false);
            }
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            LogNotForgotten(duty.Logger, failure.Message);
        }
    }

    private static bool IsOverdue(GateDuty duty, GateCalculation calculation) => calculation.Report() switch
    {
        { Stage: SiteStage.Ended } report => IsOld(duty, report.EndedAt?.UtcDateTime ?? calculation.PreparedAt),
        { Stage: SiteStage.Prepared } => IsOld(duty, calculation.PreparedAt) && !Receiving.IsOpen(calculation),
        _ => false,
    };

    private static bool IsOld(GateDuty duty, DateTime since) => duty.Options.Time.GetUtcNow().UtcDateTime - since > (duty.Policy.Uncollected ?? Usual);

    [LoggerMessage(LogLevel.Warning, "Calculation {Calculation}, of {User}, was not collected in time.")]
    private static partial void LogOverdue(ILogger logger, Guid calculation, string user);

    [LoggerMessage(LogLevel.Error, "What was not collected in time cannot be removed: {Cause}")]
    private static partial void LogNotForgotten(ILogger logger, string cause);
}
