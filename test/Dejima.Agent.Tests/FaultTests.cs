using Dejima.Contracts.Calculations;

namespace Dejima.Agent.Tests;

/// <summary>Whatever is lost, and whenever the agent ends: the command runs once and its results come back whole.</summary>
public sealed class FaultTests
{
    private const string Script = "echo x >> $root/starts; cat in/a.dat > out.dat; echo told; wc -l < $root/starts > copy.dat";

    public static TheoryData<string> CallNames => ["claims", "inputs", "start", "log", "end", "outputs", "complete", "lease"];

    // A claim that was answered to nobody waits for its lease to run out, which is the broker's part.
    public static TheoryData<string> CallNamesWithLease => ["inputs", "start", "log", "end", "outputs", "complete", "lease"];

    private static Site Open() =>
        new(Script, new() { ["in/a.dat"] = "a" }, "work", "out.dat", "copy.dat");

    private static void IsWhole(Site site, Site.Calculation ended)
    {
        Assert.Equal(new(CalculationState.Succeeded, 0, null), ended);
        Assert.Equal(("a", "1\n"), (site.Fake.Outputs["out.dat"], site.Fake.Outputs["copy.dat"]));
        Assert.Equal("told\n", site.Fake.Stdout);
        Assert.True(site.NothingIsLeft);
    }

    [Theory]
    [MemberData(nameof(CallNames))]
    public async Task A_call_that_does_not_arrive_is_repeated(string name)
    {
        using var site = Open();
        site.Fake.Before = Once(name, () => throw new HttpRequestException("cut"));
        IsWhole(site, await site.ServeToEndAsync());
    }

    [Theory]
    [MemberData(nameof(CallNames))]
    public async Task A_call_whose_answer_is_lost_is_repeated_without_harm(string name)
    {
        using var site = Open();
        site.Fake.After = Once(name, () => throw new HttpRequestException("cut"));
        IsWhole(site, await site.ServeToEndAsync());
    }

    [Theory]
    [MemberData(nameof(CallNames))]
    public async Task An_agent_that_ends_before_a_call_is_followed_by_one_that_goes_on(string name)
    {
        using var site = Open();
        using var stop = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        site.Fake.Before = Once(name, () => Stop(stop));
        await site.ServeAsync(stop.Token);
        IsWhole(site, await site.ServeToEndAsync());
    }

    [Theory]
    [MemberData(nameof(CallNamesWithLease))]
    public async Task An_agent_that_ends_after_a_call_is_followed_by_one_that_goes_on(string name)
    {
        using var site = Open();
        using var stop = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        site.Fake.After = Once(name, () => Stop(stop));
        await site.ServeAsync(stop.Token);
        if (name == "complete")
            Assert.Equal(CalculationState.Succeeded, site.Fake.Calculation.State);
        IsWhole(site, await site.ServeToEndAsync());
    }

    private static void Stop(CancellationTokenSource stop)
    {
        stop.Cancel();
        throw new OperationCanceledException(stop.Token);
    }

    private static Action<string> Once(string name, Action fault)
    {
        var done = 0;
        return call =>
        {
            if (call == name && Interlocked.Exchange(ref done, 1) == 0)
                fault();
        };
    }
}
