using System.Diagnostics;
using System.Globalization;
using System.Security.Cryptography;
using Dejima.Bench.Relays;
using Dejima.Testing;

namespace Dejima.Bench;

/// <summary>A thousand small files to a broker that is 50 ms away: were each round trip felt, they would take a minute.</summary>
internal static class SmallFiles
{
    private const int Files = 1000;
    private static readonly TimeSpan RoundTrip = TimeSpan.FromMilliseconds(50);

    /// <summary>What the files are called.</summary>
    public static IEnumerable<string> Names => Enumerable.Range(0, Files).Select(file => string.Create(CultureInfo.InvariantCulture, $"many/{file:0000}.dat"));

    public static async Task MeasureAsync(Deployment here)
    {
        Directory.CreateDirectory(here.Folder["many"]);
        foreach (var name in Names)
            await File.WriteAllBytesAsync(here.Folder[name], RandomNumberGenerator.GetBytes(1024));
        using var relay = new Relay(new Uri(here.Url), new Distance(RoundTrip));
        Report.Begin($"{Files} files of 1 KiB handed out with `dejima run --detach`; each round trip felt would be {Files * RoundTrip.TotalSeconds:0} s");
        foreach (var (name, url) in new[] { ("broker at hand", here.Url), ("broker 50 ms away", relay.Url) })
        {
            var environment = here.Host();
            environment["DEJIMA_BROKER"] = url;
            var watch = Stopwatch.StartNew();
            var ran = await Running.ToEndAsync(
                Programs.Dejima, ["run", "-q", "--detach", "-s", Deployment.Site, "-c", "count", "-i", "many"], environment, here.Folder.Path);
            if (ran.ExitCode != 0)
                throw new InvalidOperationException(ran.ToString());
            Report.Line($"  {name}: {watch.Elapsed.TotalSeconds:0.0} s");
        }
    }
}
