using Microsoft.Extensions.Logging;

namespace Dejima.Cli.Display;

/// <summary>Logs of long-running commands: to stderr, and in the journal's own form when systemd reads them (R-W13).</summary>
internal static class Logs
{
    public static void ToStderr(ILoggingBuilder builder, LogLevel level)
    {
        builder.SetMinimumLevel(level);
        if (Environment.GetEnvironmentVariable("JOURNAL_STREAM") is null)
        {
            builder.AddSimpleConsole(console =>
            {
                console.SingleLine = true;
                console.TimestampFormat = "yyyy-MM-dd HH:mm:ss'Z' ";
                console.UseUtcTimestamp = true;
            });
        }
        else
        {
            builder.AddSystemdConsole();
        }

        builder.AddConsole(console => console.LogToStandardErrorThreshold = LogLevel.Trace);
    }
}
