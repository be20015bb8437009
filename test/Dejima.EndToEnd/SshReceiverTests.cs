using System.Diagnostics;
using System.Globalization;
using Dejima.Testing;
using Dejima.Testing.Ssh;

namespace Dejima.EndToEnd;

/// <summary>The rsync that writes files is killed in the middle: it goes on, and what it left behind is neither an input nor a result.</summary>
public sealed class SshReceiverTests
{
    private const long Size = 300 << 20;

    public static TheoryData<string> Sites => [SshDeployment.Gated, SshDeployment.Plain];

    [Theory]
    [MemberData(nameof(Sites))]
    public async Task Killed_at_the_site_while_inputs_come(string site)
    {
        SshSite.Needed();
        await using var here = await SshSite.StartAsync();
        SshSite.WriteRandom(here.Folder["big.bin"], Size);
        await RunAsync(here, site, "echo", ["-i", "big.bin"], here.Workspaces);
        Assert.True(SshSite.SameBytes(here.Folder["big.bin"], here.Folder["results/big.bin"]));
        Assert.Equal([here.Folder["results/big.bin"]], Directory.GetFileSystemEntries(here.Folder["results"]));
    }

    [Theory]
    [MemberData(nameof(Sites))]
    public async Task Killed_at_the_host_while_results_come(string site)
    {
        SshSite.Needed();
        await using var here = await SshSite.StartAsync();
        await RunAsync(here, site, "large", [], here.Folder["results"]);
        Assert.Equal(400 << 20, new FileInfo(here.Folder["results/large.bin"]).Length);
        Assert.Equal([here.Folder["results/large.bin"]], Directory.GetFileSystemEntries(here.Folder["results"]));
    }

    private static async Task RunAsync(SshDeployment here, string site, string command, string[] more, string receiving)
    {
        using var run = here.Start(["run", "-s", site, "-c", command, "--into", "results", .. more]);
        await Eventually.TrueAsync(() => Largest(receiving) > 1 << 20 || run.HasExited, "files come");
        var killed = Kill(receiving);
        var ran = await run.EndAsync();
        Assert.True(ran.ExitCode == 0, ran.ToString());
        Assert.True(killed > 0, "there was no rsync to kill");
        Assert.Empty(here.Left());
    }

    /// <summary>The size of the largest file in a folder, hidden ones included; 0 for none.</summary>
    internal static long Largest(string folder) => Directory.Exists(folder)
        ? new DirectoryInfo(folder).EnumerateFiles("*", new EnumerationOptions { RecurseSubdirectories = true, AttributesToSkip = 0, IgnoreInaccessible = true })
            .Select(file => file.Exists ? file.Length : 0).DefaultIfEmpty().Max()
        : 0;

    // Those that work in a folder, or name it.
    private static int Kill(string folder)
    {
        var killed = 0;
        foreach (var entry in Directory.EnumerateDirectories("/proc"))
        {
            if (!int.TryParse(Path.GetFileName(entry), NumberStyles.None, CultureInfo.InvariantCulture, out var pid) || !IsReceiver(entry, folder))
                continue;
            Process.GetProcessById(pid).Kill();
            killed++;
        }

        return killed;
    }

    private static bool IsReceiver(string entry, string folder)
    {
        try
        {
            var line = File.ReadAllText(Path.Combine(entry, "cmdline"));
            return Path.GetFileName(line.Split('\0')[0]) == "rsync"
                && (line.Contains(folder, StringComparison.Ordinal) || new FileInfo(Path.Combine(entry, "cwd")).LinkTarget?.StartsWith(folder, StringComparison.Ordinal) == true);
        }
        catch (Exception gone) when (gone is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }
}
