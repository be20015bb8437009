using Dejima.Contracts.Calculations;
using Dejima.Contracts.Leases;

namespace Dejima.Agent.Tests;

/// <summary>What an agent tells of its site's terms, and what becomes of a run that was taken for lost.</summary>
public sealed class RestartTests
{
    // Only the first run waits.
    private const string Script = """
        echo x >> $root/starts
        echo $$ > $root/pid
        while [ $(wc -l < $root/starts) = 1 ]; do echo first; sleep 0.05; done
        echo second
        wc -l < $root/starts > out.dat
        """;

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task The_claim_carries_the_sites_limits_and_what_may_start_again(bool restartable)
    {
        using var site = new Site("exit 0") { Restartable = restartable };
        await site.ServeToEndAsync();
        Assert.Equal((restartable, new SiteTimes(3 * 3600, 4 * 3600)), (site.Fake.Calculation.Restartable, site.Fake.Calculation.SiteTimes));
    }

    [Fact]
    public async Task A_lost_run_is_ended_before_the_next_one_starts_and_only_that_one_counts()
    {
        using var site = new Site(Script, outputs: "out.dat") { Restartable = true };
        using var stop = new CancellationTokenSource();
        var serving = site.ServeAsync(stop.Token);
        await Site.UntilAsync(() => site.Fake.Stdout.Contains("first", StringComparison.Ordinal));
        var first = File.ReadAllText(site.At("pid")).Trim();
        site.Fake.Lose();
        await Site.UntilAsync(() => site.Fake.Calculation.State.HasEnded() && site.NothingIsLeft);
        Assert.Equal((CalculationState.Succeeded, 2), (site.Fake.Calculation.State, site.Fake.Calculation.Epoch));
        Assert.Equal(("2\n", "second\n"), (site.Fake.Outputs["out.dat"], site.Fake.Stdout));
        Assert.False(Directory.Exists($"/proc/{first}"));
        await stop.CancelAsync();
        await serving;
    }

    [Fact]
    public async Task What_may_not_start_again_fails()
    {
        using var site = new Site(Script, outputs: "out.dat");
        using var stop = new CancellationTokenSource();
        var serving = site.ServeAsync(stop.Token);
        await Site.UntilAsync(() => site.Fake.Stdout.Contains("first", StringComparison.Ordinal));
        site.Fake.Lose();
        Assert.Equal(CalculationState.Running, site.Fake.Calculation.State);
        site.Fake.Lose(TimeSpan.FromHours(25));
        Assert.Equal((CalculationState.Failed, ReasonCode.AgentLost), (site.Fake.Calculation.State, site.Fake.Calculation.Reason?.Code));
        await Site.UntilAsync(() => site.NothingIsLeft);
        Assert.Equal("x\n", File.ReadAllText(site.At("starts")));
        await stop.CancelAsync();
        await serving;
    }
}
