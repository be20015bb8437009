using System.Globalization;
using Dejima.Core.Transfers;
using Dejima.Platform;

namespace Dejima.Broker.Payloads;

/// <summary>
/// Where the last run begins in a log that several runs have written to: a small file beside it, with epoch and offset.
/// Agents count from there, and need not know of the runs before theirs.
/// </summary>
internal static class LogStart
{
    /// <summary>The offset; 0 when there was one run only.</summary>
    public static long Of(string log) => Read(log)?.Offset ?? 0;

    /// <summary>The run of this epoch begins behind what there is and a line that says so.</summary>
    public static void Mark(string log, int epoch)
    {
        if (!File.Exists(log) || Read(log)?.Epoch == epoch)
            return;
        using (var file = new FileStream(log, FileMode.Append, FileAccess.Write, FileShare.ReadWrite | FileShare.Delete))
        {
            if (file.Length == 0)
                return;
            file.Write(LogMarks.StartedAgain());
            file.Flush(flushToDisk: true);
        }

        var part = PathOf(log) + ".part";
        using (var start = new StreamWriter(part))
        {
            start.Write(string.Create(CultureInfo.InvariantCulture, $"{epoch} {new FileInfo(log).Length}"));
            start.Flush();
            ((FileStream)start.BaseStream).Flush(flushToDisk: true);
        }

        File.Move(part, PathOf(log), overwrite: true);
        Folders.Flush(Path.GetDirectoryName(log)!);
    }

    private static (int Epoch, long Offset)? Read(string log) =>
        File.Exists(PathOf(log)) && File.ReadAllText(PathOf(log)).Split(' ') is [var epoch, var offset]
            ? (int.Parse(epoch, CultureInfo.InvariantCulture), long.Parse(offset, CultureInfo.InvariantCulture))
            : null;

    private static string PathOf(string log) => log + ".start";
}
