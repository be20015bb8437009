using System.Diagnostics;
using Dejima.Testing;
using Dejima.Testing.Ssh;

namespace Dejima.EndToEnd;

/// <summary>Host and site in networks of their own: addresses that are not allowed, and packets that are lost.</summary>
public sealed class SshNetworkTests
{
    public static TheoryData<string> Sites => [SshDeployment.Gated, SshDeployment.Plain];

    public static TheoryData<string, int> Steps => new(
        from site in new[] { SshDeployment.Gated, SshDeployment.Plain }
        from step in Enumerable.Range(0, 6)
        select (site, step * 120));

    [Fact]
    public async Task An_address_that_is_not_allowed_is_not_let_in()
    {
        using var networks = Networks();
        await using var here = await StartAsync(networks, $"from=\"{TwoNetworks.HostAddress}\"");
        var allowed = await here.DejimaAsync("run", "-s", SshDeployment.Gated, "-c", "fail", "--into", "r");
        Assert.True(allowed.ExitCode == 7, allowed.ToString());
        await File.AppendAllTextAsync(here.Gate.ClientConfig, $"  BindAddress {TwoNetworks.StrangeAddress}\n");
        var stranger = await here.DejimaAsync("run", "-s", SshDeployment.Gated, "-c", "fail", "--into", "r");
        Assert.True(stranger.ExitCode == 78, stranger.ToString());
        Assert.Contains("did not let us in", stranger.Error, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Sites))]
    public async Task Lost_packets_while_it_runs_are_survived_and_the_state_is_known_soon_after(string site)
    {
        using var networks = Networks();
        await using var here = await StartAsync(networks);
        using var run = here.Start("run", "-s", site, "-c", "slow", "--into", "results");
        await Eventually.TrueAsync(() => run.Output.Contains("begun", StringComparison.Ordinal), "it runs");
        networks.Cut();
        await File.WriteAllTextAsync(here.Folder["site-data/go"], string.Empty);
        // Long enough for the old connection to send ever more seldom.
        await Task.Delay(TimeSpan.FromSeconds(12), TestContext.Current.CancellationToken);
        networks.Heal();
        var watch = Stopwatch.StartNew();
        var ran = await run.EndAsync();
        Assert.True(ran.ExitCode == 0, ran.ToString());
        // The benchmark asks for 2 s until the state is known; here it is that and all the results' way, on a busy machine.
        Assert.True(watch.Elapsed < TimeSpan.FromSeconds(15), $"took {watch.Elapsed}");
        await AssertOnceAsync(here);
    }

    [Theory]
    [MemberData(nameof(Steps))]
    public async Task Lost_packets_at_any_moment_change_nothing(string site, int milliseconds)
    {
        using var networks = Networks();
        await using var here = await StartAsync(networks);
        here.Folder.Write("site-data/go", string.Empty);
        using var run = here.Start("run", "-s", site, "-c", "slow", "--into", "results");
        await Eventually.TrueAsync(() => here.ServerOf(site).Connections > 0 || run.HasExited, "it connects");
        await Task.Delay(milliseconds, TestContext.Current.CancellationToken);
        networks.Cut();
        // Longer than the silence after which another connection is tried.
        await Task.Delay(TimeSpan.FromSeconds(5), TestContext.Current.CancellationToken);
        networks.Heal();
        var ran = await run.EndAsync();
        Assert.True(ran.ExitCode == 0, ran.ToString());
        Assert.Equal("done\n", await File.ReadAllTextAsync(here.Folder["results/out.dat"]));
        await AssertOnceAsync(here);
    }

    [Theory]
    [MemberData(nameof(Sites))]
    public async Task Lost_packets_in_the_middle_of_an_upload_are_survived(string site)
    {
        using var networks = Networks();
        await using var here = await StartAsync(networks);
        SshSite.WriteRandom(here.Folder["big.bin"], 200 << 20);
        using var run = here.Start("run", "-s", site, "-c", "echo", "-i", "big.bin", "--into", "results");
        await Eventually.TrueAsync(() => Directory.GetDirectories(here.Workspaces).Length > 0, "it has begun");
        networks.Cut();
        await Task.Delay(TimeSpan.FromSeconds(8), TestContext.Current.CancellationToken);
        networks.Heal();
        var ran = await run.EndAsync();
        Assert.True(ran.ExitCode == 0, ran.ToString());
        Assert.True(SshSite.SameBytes(here.Folder["big.bin"], here.Folder["results/big.bin"]));
        Assert.Empty(here.Left());
    }

    [Theory]
    [MemberData(nameof(Sites))]
    public async Task Lost_packets_while_results_come_are_survived(string site)
    {
        using var networks = Networks();
        await using var here = await StartAsync(networks);
        using var run = here.Start("run", "-s", site, "-c", "large", "--into", "results");
        await Eventually.TrueAsync(() => SshReceiverTests.Largest(here.Folder["results"]) > 1 << 20 || run.HasExited, "results come");
        networks.Cut();
        await Task.Delay(TimeSpan.FromSeconds(8), TestContext.Current.CancellationToken);
        networks.Heal();
        var ran = await run.EndAsync();
        Assert.True(ran.ExitCode == 0, ran.ToString());
        Assert.Equal(["large.bin"], Directory.GetFileSystemEntries(here.Folder["results"]).Select(Path.GetFileName));
        Assert.Equal(400 << 20, new FileInfo(here.Folder["results/large.bin"]).Length);
        Assert.Empty(here.Left());
    }

    private static async Task AssertOnceAsync(SshDeployment here)
    {
        Assert.Equal("begun\n", await File.ReadAllTextAsync(here.Folder["site-data/starts"]));
        Assert.Empty(here.Left());
    }

    private static TwoNetworks Networks()
    {
        SshSite.Needed();
        Assert.SkipWhen(TwoNetworks.Unavailable is not null, TwoNetworks.Unavailable ?? string.Empty);
        return TwoNetworks.Create();
    }

    private static async Task<SshDeployment> StartAsync(TwoNetworks networks, string keyOptions = "")
    {
        var here = await SshSite.StartAsync(new SshServerOptions
        {
            Account = SshAccount.With("dash"), Address = TwoNetworks.SiteAddress, Namespace = networks.SiteNamespace, KeyOptions = keyOptions,
        });
        here.Before = TwoNetworks.In(networks.HostNamespace);
        return here;
    }
}
