using Dejima.Testing;

namespace Dejima.EndToEnd;

/// <summary>Time limits and limits of logs as a host sees them.</summary>
public class LimitTests
{
    [Fact]
    public async Task Whose_limit_for_running_it_was_is_told()
    {
        await using var here = await Deployment.StartAsync(Setup);
        var sites = await here.DejimaAsync("run", "-s", Deployment.Site, "-c", "slow", "--timeout", "1h");
        Assert.True(sites.ExitCode == 124, sites.ToString());
        Assert.Contains("The site's limit of 1 s for running was reached.", sites.Error, StringComparison.Ordinal);
        var callers = await here.DejimaAsync("run", "-s", Deployment.Site, "-c", "slow", "--timeout", "500ms");
        Assert.Contains("The caller's limit of 0.5 s for running was reached.", callers.Error, StringComparison.Ordinal);
        var brokers = await here.DejimaAsync("run", "-s", Deployment.Site, "-c", "unlimited");
        Assert.True(brokers.ExitCode == 124, brokers.ToString());
        Assert.Contains("The broker's limit of 2 s for running was reached.", brokers.Error, StringComparison.Ordinal);
        var japanese = await Running.ToEndAsync(
            Programs.Dejima, ["run", "-s", Deployment.Site, "-c", "slow"],
            new Dictionary<string, string?>(here.Host()) { ["DEJIMA_LANG"] = "ja" });
        Assert.Contains("サイトが定めた実行時間の上限（1 秒）", japanese.Error, StringComparison.Ordinal);
        var failed = await Running.ToEndAsync(
            Programs.Dejima, ["run", "-s", Deployment.Site, "-c", "loud", "--json", "-o", "missing.dat"],
            new Dictionary<string, string?>(here.Host()) { ["DEJIMA_LANG"] = "ja" });
        Assert.Contains("コマンドは 'missing.dat' を書き出しませんでした。", failed.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Who_waits_too_long_is_told_whose_limit_it_was()
    {
        await using var here = await Deployment.StartAsync(Setup, agent: false);
        var waited = await here.DejimaAsync("run", "-s", Deployment.Site, "-c", "slow", "--waiting", "1s");
        Assert.NotEqual(0, waited.ExitCode);
        Assert.Contains("The caller's limit of 1 s for waiting was reached", waited.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_log_that_is_too_long_ends_in_a_mark_and_its_command_goes_on()
    {
        await using var here = await Deployment.StartAsync(Setup);
        var ran = await here.DejimaAsync("run", "-s", Deployment.Site, "-c", "loud", "-o", "out.dat", "--into", "results");
        Assert.True(ran.ExitCode == 0, ran.Error);
        Assert.EndsWith("\n[dejima: the log's limit of 64 KiB was reached; what follows was not kept]\n", ran.Output, StringComparison.Ordinal);
        Assert.Equal(65536, ran.Output.IndexOf("\n[dejima:", StringComparison.Ordinal));
        Assert.Equal("done\n", File.ReadAllText(here.Folder["results/out.dat"]));
    }

    private static SiteSetup Setup(TempFolder folder) => new()
    {
        Registered = ["slow", "unlimited", "loud"],
        Broker = "limits: { running: 2s, log-size: 64KiB }",
        Commands = $$"""
              slow:
                run: [{{folder.Script("bin/slow", "sleep 300")}}]
                timeout: 1s
              unlimited:
                run: [/bin/sleep, "300"]
              loud:
                run: [{{folder.Script("bin/loud", "yes | head -c 20000000; echo done > out.dat")}}]
                outputs: [out.dat, missing.dat]
            """,
    };
}
