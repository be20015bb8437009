using System.Diagnostics;
using System.Security.Cryptography;
using Dejima.Testing;

namespace Dejima.Bench;

/// <summary>A calculation that does nothing, three 1 KiB inputs, one output: the whole <c>dejima run</c> process.</summary>
internal static class EmptyCalculation
{
    public static async Task MeasureAsync(Deployment here, int rounds) => Report.Times(
        "Empty calculation, whole `dejima run` process", await TimesAsync(here, rounds), 500, "the programs in the field take 86,500 ms");

    /// <summary>Milliseconds of each round.</summary>
    public static async Task<List<double>> TimesAsync(Deployment here, int rounds)
    {
        foreach (var name in new[] { "a", "b", "c" })
            await File.WriteAllBytesAsync(here.Folder[$"{name}.dat"], RandomNumberGenerator.GetBytes(1024));
        var times = new List<double>();
        for (var round = -2; round < rounds; round++)
        {
            var watch = Stopwatch.StartNew();
            var ran = await here.DejimaAsync(
                "run", "-q", "-s", Deployment.Site, "-c", "nothing", "-i", "a.dat", "-i", "b.dat", "-i", "c.dat", "-o", "out.dat", "--into", "empty");
            if (ran.ExitCode != 0)
                throw new InvalidOperationException(ran.ToString());
            if (round >= 0)
                times.Add(watch.Elapsed.TotalMilliseconds);
        }

        return times;
    }
}
