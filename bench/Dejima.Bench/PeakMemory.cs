using System.Globalization;

namespace Dejima.Bench;

/// <summary>A process's greatest resident memory so far, from the kernel (<c>VmHWM</c>), in MiB.</summary>
internal static class PeakMemory
{
    public static double? Of(int pid)
    {
        try
        {
            var line = File.ReadLines($"/proc/{pid}/status").FirstOrDefault(line => line.StartsWith("VmHWM:", StringComparison.Ordinal));
            return line is null ? null : double.Parse(line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[1], CultureInfo.InvariantCulture) / 1024;
        }
        catch (IOException)
        {
            return null;
        }
    }

    /// <summary>Watches a process to its end.</summary>
    public static async Task<double> WatchAsync(int pid, Func<bool> ended)
    {
        var peak = 0.0;
        for (; !ended(); await Task.Delay(5))
            peak = Math.Max(peak, Of(pid) ?? 0);
        return peak;
    }
}
