using System.Diagnostics;
using Dejima.Testing;
using Dejima.Testing.Ssh;

namespace Dejima.Bench;

/// <summary>A large file each way over SSH: the whole <c>dejima run</c>, against <c>rsync -a</c> alone over the same kind of connection.</summary>
internal static class SshTransfer
{
    public static async Task MeasureAsync(SshDeployment here, long size, int rounds)
    {
        await LargeTransfer.WriteRandomAsync(here.Folder["in.bin"], size);
        var (bareIn, bareOut) = (new List<double>(), new List<double>());
        var runs = new Dictionary<string, List<(double In, double Out)>> { [SshDeployment.Gated] = [], [SshDeployment.Plain] = [] };
        for (var round = 0; round < rounds; round++)
        {
            var ssh = "ssh " + string.Join(' ', SshSite.Ssh(here, SshDeployment.Plain)[..^1]);
            var there = $"{SshServer.Host}:{here.Workspaces}/bare/";
            bareIn.Add(await TimeAsync("rsync", "-a", "-e", ssh, here.Folder["in.bin"], there));
            bareOut.Add(await TimeAsync("rsync", "-a", "-e", ssh, there, here.Folder["bare-back"] + "/"));
            Directory.Delete($"{here.Workspaces}/bare", recursive: true);
            Directory.Delete(here.Folder["bare-back"], recursive: true);
            foreach (var (site, times) in runs)
                times.Add(await OnceAsync(here, site));
        }

        var (sends, fetches) = (Figures.Median(bareIn), Figures.Median(bareOut));
        Report.Begin($"{size >> 20} MiB each way over SSH, MiB/s (median of {rounds}); rsync -a alone: in {Report.Speed(size, sends)}, out {Report.Speed(size, fetches)}");
        foreach (var (site, times) in runs)
        {
            Report.Way($"{site}: input, from the command line to its start", size, Figures.Median(times.Select(time => time.In)), sends);
            Report.Way($"{site}: output, from its end to the results flushed", size, Figures.Median(times.Select(time => time.Out)), fetches);
        }

        Report.Ratio(90);
    }

    // What detached returns after: input there and started. What fetch takes: all of the output's way.
    private static async Task<(double In, double Out)> OnceAsync(SshDeployment here, string site)
    {
        await SettleAsync();
        var watch = Stopwatch.StartNew();
        var ran = await here.DejimaAsync("run", "-q", "-s", site, "-c", "hand-back", "-i", "in.bin", "--into", "back", "--detach");
        var sent = watch.Elapsed.TotalSeconds;
        var id = ran.Output.Trim();
        await Eventually.TrueAsync(
            async () => (await here.DejimaAsync("status", id, "--json")).Output.Contains("\"succeeded\"", StringComparison.OrdinalIgnoreCase), "it has ended");
        await SettleAsync();
        watch.Restart();
        var fetched = await here.DejimaAsync("fetch", "-q", id);
        if (ran.ExitCode != 0 || fetched.ExitCode != 0)
            throw new InvalidOperationException($"{ran}{fetched}");
        var took = watch.Elapsed.TotalSeconds;
        Directory.Delete(here.Folder["back"], recursive: true);
        return (sent, took);
    }

    // What was written before is not to be on the disk's way while this is measured.
    private static Task<Ran> SettleAsync() => Running.ToEndAsync("sync", []);

    private static async Task<double> TimeAsync(string program, params string[] arguments)
    {
        await SettleAsync();
        var watch = Stopwatch.StartNew();
        var ran = await Running.ToEndAsync(program, arguments);
        return ran.ExitCode == 0 ? watch.Elapsed.TotalSeconds : throw new InvalidOperationException(ran.ToString());
    }
}
