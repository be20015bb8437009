using System.Diagnostics;
using Dejima.Testing;

namespace Dejima.Bench;

/// <summary>The native program itself: its size, and the time of <c>dejima --version</c> as a whole process.</summary>
internal static class ProgramStart
{
    public static async Task MeasureAsync(int rounds)
    {
        var times = new List<double>();
        for (var round = -2; round < rounds; round++)
        {
            var watch = Stopwatch.StartNew();
            using var process = Process.Start(new ProcessStartInfo(Programs.Dejima, "--version") { RedirectStandardOutput = true })!;
            await process.WaitForExitAsync();
            if (round >= 0)
                times.Add(watch.Elapsed.TotalMilliseconds);
        }

        Report.Times("`dejima --version`, whole process", times, 50, "/bin/true by the same means: 2 to 3 ms");
        Report.Size("size of dejima", new FileInfo(Programs.Dejima).Length / 1e6, 30);
    }
}
