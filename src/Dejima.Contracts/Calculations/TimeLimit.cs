using System.Globalization;
using static Dejima.Contracts.Languages.Language;

namespace Dejima.Contracts.Calculations;

/// <summary>How long a calculation may stay in a state.</summary>
/// <param name="By">Who set it.</param>
/// <param name="Seconds">The time.</param>
public sealed record TimeLimit(LimitSetter By, double Seconds)
{
    private static readonly (double Seconds, string English, string Japanese)[] Units =
        [(86400, "d", "日"), (3600, "h", "時間"), (60, "min", "分")];

    /// <summary>The shortest of those that were set; null when none was.</summary>
    public static TimeLimit? Shortest(double? broker, double? site, double? caller)
    {
        (LimitSetter By, double? Seconds)[] all = [(LimitSetter.Broker, broker), (LimitSetter.Site, site), (LimitSetter.Caller, caller)];
        return all.Where(limit => limit.Seconds is not null)
            .Select(limit => new TimeLimit(limit.By, limit.Seconds!.Value))
            .MinBy(limit => limit.Seconds);
    }

    /// <summary>The reason of a calculation that this limit ended.</summary>
    /// <param name="code">One of <see cref="ReasonCode"/>: which state it was in.</param>
    public Reason Passed(string code) => new(code, Words(code), this);

    /// <summary>The same for people, in their language.</summary>
    public string Words(string code)
    {
        var (by, owner) = By switch
        {
            LimitSetter.Broker => ("broker", "ブローカー"),
            LimitSetter.Site => ("site", "サイト"),
            _ => ("caller", "依頼者"),
        };
        var (time, japanese) = Amount();
        return code switch
        {
            ReasonCode.Timeout => Say(
                $"The {by}'s limit of {time} for running was reached.", $"{owner}が定めた実行時間の上限（{japanese}）に達しました。"),
            ReasonCode.NotReleased => Say(
                $"The {by}'s limit of {time} for sending the inputs was reached.", $"{owner}が定めた入力送信の期限（{japanese}）に達しました。"),
            ReasonCode.NotClaimed => Say(
                $"The {by}'s limit of {time} for waiting was reached: no agent of the site took it.",
                $"{owner}が定めた待ち時間の上限（{japanese}）に達しました。サイトのエージェントが受け取りませんでした。"),
            ReasonCode.NotCollected => Say(
                $"The {by}'s limit of {time} for keeping results was reached.", $"{owner}が定めた結果の保管期限（{japanese}）に達しました。"),
            ReasonCode.AgentLost => Say(
                $"The site's agent was lost and did not come back within the {by}'s limit of {time}.",
                $"サイトのエージェントが失われ、{owner}が定めた時間（{japanese}）内に戻りませんでした。"),
            _ => Say($"The {by}'s limit of {time} was reached.", $"{owner}が定めた上限（{japanese}）に達しました。"),
        };
    }

    private (string English, string Japanese) Amount()
    {
        foreach (var unit in Units)
        {
            if (Seconds >= unit.Seconds && Seconds % unit.Seconds == 0)
                return (In(unit.Seconds, unit.English), In(unit.Seconds, unit.Japanese));
        }

        return (In(1, "s"), In(1, "秒"));
    }

    private string In(double unit, string name) => string.Create(CultureInfo.InvariantCulture, $"{Seconds / unit:0.###} {name}");
}
