using System.Globalization;
using Dejima.Contracts.Calculations;
using Dejima.Execution.Supervision;
using Dejima.Ssh.Protocol;
using Dejima.Ssh.Push.Sessions;

namespace Dejima.Ssh.Push.Plain;

/// <summary>Reads what a plain site's shell answered.</summary>
internal static class PlainAnswer
{
    /// <summary><c>STAGE CODE STARTED ENDED STDOUT STDERR HOW</c>.</summary>
    /// <exception cref="LinkLostException">It is something else.</exception>
    public static SiteReport Report(string text)
    {
        var fields = text.Split(' ');
        if (fields is not [var stage, var code, var started, var ended, var stdout, var stderr, var how]
            || !Enum.TryParse<SiteStage>(stage, out var reached) || Number(stdout) is not { } written || Number(stderr) is not { } complained)
            throw new LinkLostException("an answer that is none");
        return new SiteReport
        {
            Stage = reached,
            End = reached is SiteStage.Ended ? End(how, (int?)Number(code)) : null,
            StartedAt = Time(started),
            EndedAt = Time(ended),
            Stdout = written,
            Stderr = complained,
        };
    }

    private static EndReport End(string how, int? code) => how switch
    {
        "cancelled" => new EndReport { Cancelled = true },
        "timeout" => EndReports.Of(new ExitRecord { ExitCode = code, Stopped = StopReason.Timeout }),
        "lost" => EndReports.Of(new ExitRecord { Lost = true }),
        _ => EndReports.Of(new ExitRecord { ExitCode = code ?? 1 }),
    };

    private static DateTimeOffset? Time(string seconds) =>
        Number(seconds) is { } value and < 253402300800 ? DateTimeOffset.FromUnixTimeSeconds(value) : null;

    private static long? Number(string text) =>
        long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var value) ? value : null;
}
