using System.Diagnostics;
using Dejima.Testing;
using Dejima.Testing.Ssh;

namespace Dejima.Bench;

/// <summary>How soon after the network's return a host knows again how its calculation stands; packets were lost, nobody was told.</summary>
internal static class SshReattach
{
    private const double AtMost = 2000;
    private static readonly int[] Outages = [2, 5, 10, 20, 30, 45];

    public static async Task MeasureAsync()
    {
        if (TwoNetworks.Unavailable is { } reason)
        {
            Console.WriteLine($"\nReattach after a cut: not measured, {reason}");
            return;
        }

        Report.Begin($"Reattach: from the network's return to the news of what happened meanwhile, outages of {string.Join(", ", Outages)} s");
        foreach (var site in new[] { SshDeployment.Gated, SshDeployment.Plain })
        {
            var times = new List<double>();
            foreach (var outage in Outages)
                times.Add(await OnceAsync(site, TimeSpan.FromSeconds(outage)));
            Report.Most(site, times, AtMost);
        }
    }

    private static async Task<double> OnceAsync(string site, TimeSpan outage)
    {
        using var networks = TwoNetworks.Create();
        var options = new SshServerOptions { Account = SshAccount.With("dash"), Address = TwoNetworks.SiteAddress, Namespace = networks.SiteNamespace };
        await using var here = await SshDeployment.StartAsync(folder => $"  news: {"{"} run: [{Script(folder)}] {"}"}", Script, options);
        here.Before = TwoNetworks.In(networks.HostNamespace);
        using var run = here.Start("run", "-s", site, "-c", "news", "--into", "results");
        await Eventually.TrueAsync(() => run.Output.Contains("begun", StringComparison.Ordinal), "it runs");
        networks.Cut();
        await File.WriteAllTextAsync(here.Folder["site-data/go"], string.Empty);
        await Task.Delay(outage);
        networks.Heal();
        var watch = Stopwatch.StartNew();
        while (!run.Output.Contains("news", StringComparison.Ordinal) && !run.HasExited)
            await Task.Delay(TimeSpan.FromMilliseconds(5));
        var took = watch.Elapsed.TotalMilliseconds;
        var ran = await run.EndAsync();
        return ran.ExitCode == 0 ? took : throw new InvalidOperationException(ran.ToString());
    }

    private static string Script(TempFolder folder) => folder.Script(
        "bin/news", $"echo begun; until [ -e {folder["site-data/go"]} ]; do sleep 0.1; done; echo news");
}
