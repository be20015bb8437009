using Dejima.Contracts.Calculations;

namespace Dejima.Agent.Tests;

/// <summary>What the agent does when it is told that a calculation is to end, or is no longer its own.</summary>
public sealed class StopTests
{
    [Fact]
    public async Task A_cancel_stops_the_running_command()
    {
        using var site = new Site("trap 'echo tidied; exit 3' INT; echo up; while :; do sleep 0.05; done", outputs: "out.dat");
        var ending = site.ServeToEndAsync();
        await Site.UntilAsync(() => site.Fake.Stdout.Length > 0);
        site.Fake.Cancel();
        Assert.Equal(CalculationState.Cancelled, (await ending).State);
        Assert.Equal("up\ntidied\n", site.Fake.Stdout);
    }

    [Fact]
    public async Task A_run_that_the_broker_has_stopped_for_its_limit_ends_with_that_reason()
    {
        using var site = new Site("trap 'exit 3' INT; echo up; while :; do sleep 0.05; done", outputs: "out.dat");
        var ending = site.ServeToEndAsync();
        await Site.UntilAsync(() => site.Fake.Stdout.Length > 0);
        site.Fake.Overrun();
        var ended = await ending;
        Assert.Equal((CalculationState.Failed, ReasonCode.Timeout), (ended.State, ended.Reason?.Code));
    }

    [Fact]
    public async Task What_had_ended_when_the_stop_was_heard_is_returned_all_the_same()
    {
        using var site = new Site("echo done > out.dat", outputs: "out.dat");
        using var stop = new CancellationTokenSource();
        site.Fake.Before = call =>
        {
            if (call != "end" || stop.IsCancellationRequested)
                return;
            stop.Cancel();
            throw new OperationCanceledException(stop.Token);
        };
        await site.ServeAsync(stop.Token);
        // The agent was away for so long; the next one hears of the stop before it can say anything.
        site.Fake.Overrun();
        var renewed = new TaskCompletionSource();
        site.Fake.After = call => _ = call == "lease" && renewed.TrySetResult();
        site.Fake.Before = call =>
        {
            if (call == "end")
                Assert.True(renewed.Task.Wait(TimeSpan.FromSeconds(60)));
        };
        Assert.Equal(CalculationState.Succeeded, (await site.ServeToEndAsync()).State);
        Assert.Equal("done\n", site.Fake.Outputs["out.dat"]);
    }

    [Fact]
    public async Task A_cancel_before_the_start_comes_to_no_start()
    {
        using var site = new Site("touch $root/ran");
        site.Fake.Before = call =>
        {
            if (call == "start")
                site.Fake.Cancel();
        };
        Assert.Equal(CalculationState.Cancelled, (await site.ServeToEndAsync()).State);
        Assert.False(File.Exists(site.At("ran")));
    }

    [Fact]
    public async Task When_the_calculation_is_no_longer_its_own_the_agent_stops_the_command_and_sends_nothing()
    {
        using var site = new Site("trap '' INT TERM; echo $$ > $root/pid; echo up; while :; do sleep 0.05; done", outputs: "out.dat");
        using var stop = new CancellationTokenSource();
        var serving = site.ServeAsync(stop.Token);
        await Site.UntilAsync(() => site.Fake.Stdout.Length > 0);
        site.Fake.TakeAway();
        await Site.UntilAsync(() => site.NothingIsLeft);
        Assert.False(Directory.Exists($"/proc/{File.ReadAllText(site.At("pid")).Trim()}"));
        Assert.DoesNotContain("end", site.Fake.Calls);
        await stop.CancelAsync();
        await serving;
    }
}
