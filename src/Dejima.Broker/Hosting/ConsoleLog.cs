using Microsoft.Extensions.Logging.Console;

namespace Dejima.Broker.Hosting;

/// <summary>Logs a line per entry to stderr, in the journal's own form when systemd reads it (R-W13); what goes to stdout is data.</summary>
internal static class ConsoleLog
{
    /// <summary>Adds it.</summary>
    public static void Add(ILoggingBuilder logging, LogLevel level)
    {
        logging.SetMinimumLevel(level);
        if (level < LogLevel.Warning)
            logging.AddFilter("Microsoft", LogLevel.Warning);
        if (Environment.GetEnvironmentVariable("JOURNAL_STREAM") is null)
            logging.AddSimpleConsole(Line);
        else
            logging.AddSystemdConsole();
        logging.Services.Configure<ConsoleLoggerOptions>(
            console => console.LogToStandardErrorThreshold = LogLevel.Trace);
    }

    private static void Line(SimpleConsoleFormatterOptions console)
    {
        console.SingleLine = true;
        console.UseUtcTimestamp = true;
        console.TimestampFormat = "yyyy-MM-ddTHH:mm:ss.fff'Z' ";
        console.ColorBehavior = LoggerColorBehavior.Disabled;
    }
}
