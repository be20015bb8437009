using System.Globalization;
using System.Text;
using static Dejima.Contracts.Languages.Language;

namespace Dejima.Core.Transfers;

/// <summary>Lines that Dejima itself writes into a log, so that nothing happens to it in silence.</summary>
public static class LogMarks
{
    /// <summary>The limit was reached.</summary>
    /// <param name="limit">Bytes.</param>
    public static byte[] Full(long limit) => Line(Say(
        $"the log's limit of {Size(limit)} was reached; what follows was not kept", $"ログの上限（{Size(limit)}）に達しました。これ以降は保存されていません"));

    /// <summary>A lost run ends here, and the next one begins.</summary>
    public static byte[] StartedAgain() => Line(Say(
        "the site's agent was lost; the command starts again", "サイトのエージェントが失われたため、コマンドを再び開始します"));

    private static byte[] Line(string text) => Encoding.UTF8.GetBytes($"\n[dejima: {text}]\n");

    private static string Size(long bytes) => bytes switch
    {
        >= 1 << 30 when bytes % (1 << 30) == 0 => In(bytes >> 30, "GiB"),
        >= 1 << 20 when bytes % (1 << 20) == 0 => In(bytes >> 20, "MiB"),
        >= 1 << 10 when bytes % (1 << 10) == 0 => In(bytes >> 10, "KiB"),
        _ => In(bytes, "B"),
    };

    private static string In(long amount, string unit) => string.Create(CultureInfo.InvariantCulture, $"{amount} {unit}");
}
