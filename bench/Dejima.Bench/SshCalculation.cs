using System.Diagnostics;
using System.Security.Cryptography;
using Dejima.Testing;
using Dejima.Testing.Ssh;

namespace Dejima.Bench;

/// <summary>A calculation that does nothing, three 1 KiB inputs, over SSH: the whole <c>dejima run</c>, against one <c>ssh HOST true</c>.</summary>
internal static class SshCalculation
{
    public static async Task MeasureAsync(SshDeployment here, int rounds)
    {
        foreach (var name in new[] { "a", "b", "c" })
            await File.WriteAllBytesAsync(here.Folder[$"{name}.dat"], RandomNumberGenerator.GetBytes(1024));
        var (bare, old) = (new List<double>(), new List<double>());
        var (gated, plain) = (new List<double>(), new List<double>());
        for (var round = -2; round < rounds; round++)
        {
            var times = new[]
            {
                await TimeAsync(() => Running.ToEndAsync("ssh", [.. SshSite.Ssh(here, SshDeployment.Plain), "true"])),
                await TimeAsync(() => RunAsync(here, SshDeployment.Gated)),
                await TimeAsync(() => RunAsync(here, SshDeployment.Plain)),
                round % 4 == 0 ? await TimeAsync(() => OldScriptAsync(here)) : 0,
            };
            if (round < 0)
                continue;
            bare.Add(times[0]);
            gated.Add(times[1]);
            plain.Add(times[2]);
            if (times[3] > 0)
                old.Add(times[3]);
        }

        var one = Figures.Median(bare);
        Report.Begin($"Empty calculation over SSH, whole `dejima run`; one `ssh HOST true`: median {one:0} ms; the script it replaces: {Figures.Median(old) / one:0.0} x");
        Report.Multiple("gated", gated, one, 2.0);
        Report.Multiple("plain", plain, one, 2.0);
    }

    private static Task<Ran> RunAsync(SshDeployment here, string site) => here.DejimaAsync(
        "run", "-q", "-s", site, "-c", "nothing", "-i", "a.dat", "-i", "b.dat", "-i", "c.dat", "-o", "out.dat", "--into", "empty");

    // A connection for each step, as the program in the field does it.
    private static Task<Ran> OldScriptAsync(SshDeployment here)
    {
        var ssh = string.Join(' ', SshSite.Ssh(here, SshDeployment.Plain)[..^1]);
        var (there, host) = ($"{here.Workspaces}/old-{Guid.NewGuid():N}", SshServer.Host);
        return Running.ToEndAsync("sh", ["-ec", $"""
            cd {here.Folder.Path}
            ssh {ssh} {host} mkdir {there}
            for file in a.dat b.dat c.dat; do rsync -a -L -e 'ssh {ssh}' $file {host}:{there}; done
            ssh {ssh} {host} "cd {there}; {here.Folder["bin/any"]} > remote_program_exec.log 2>&1"
            rsync -a -e 'ssh {ssh}' {host}:{there}/ old/
            ssh {ssh} {host} rm -r {there}
            """]);
    }

    private static async Task<double> TimeAsync(Func<Task<Ran>> action)
    {
        var watch = Stopwatch.StartNew();
        var ran = await action();
        return ran.ExitCode == 0 ? watch.Elapsed.TotalMilliseconds : throw new InvalidOperationException(ran.ToString());
    }
}
