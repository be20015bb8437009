using System.Globalization;

namespace Dejima.Samples.NotchedPlate.Solving;

/// <summary>
/// Reads from CalculiX's status file (.sta) how far it is. One line per increment: step, increment, attempt,
/// iterations, total time, time in the step, increment of time; every step lasts from 0 to 1.
/// </summary>
internal sealed class StepProgress(string path)
{
    private const int Columns = 7;
    private const double StepEnd = 1 - 1e-6;

    /// <summary>How many steps are done; 0 while there is no file.</summary>
    public int StepsDone()
    {
        if (!File.Exists(path)) return 0;
        using var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        using var reader = new StreamReader(stream);
        var done = 0;
        while (reader.ReadLine() is { } line)
        {
            var parts = line.Split(' ', StringSplitOptions.RemoveEmptyEntries);
            if (parts.Length == Columns
                && int.TryParse(parts[0], NumberStyles.None, CultureInfo.InvariantCulture, out var step)
                && double.TryParse(parts[5], NumberStyles.Float, CultureInfo.InvariantCulture, out var time)
                && time >= StepEnd)
                done = step;
        }
        return done;
    }
}
