using Dejima.Contracts.Calculations;
using Dejima.Contracts.Leases;
using Dejima.Core.Calculations;

namespace Dejima.Core.Tests.Calculations;

/// <summary>Broker, site and caller each may limit each state; the shortest wins, and the reason names whose it was.</summary>
public class TimeLimitTests
{
    [Theory]
    [InlineData(3.0, 2.0, 1.0, LimitSetter.Caller, 1.0)]
    [InlineData(3.0, 1.0, 2.0, LimitSetter.Site, 1.0)]
    [InlineData(1.0, 2.0, 3.0, LimitSetter.Broker, 1.0)]
    [InlineData(null, null, 2.0, LimitSetter.Caller, 2.0)]
    [InlineData(null, 2.0, null, LimitSetter.Site, 2.0)]
    public void The_shortest_wins(double? broker, double? site, double? caller, LimitSetter by, double seconds) =>
        Assert.Equal(new TimeLimit(by, seconds), TimeLimit.Shortest(broker, site, caller));

    [Fact]
    public void Without_any_there_is_none() => Assert.Null(TimeLimit.Shortest(null, null, null));

    [Theory]
    [InlineData(7200, "2 h")]
    [InlineData(5400, "90 min")]
    [InlineData(259200, "3 d")]
    [InlineData(0.5, "0.5 s")]
    [InlineData(61, "61 s")]
    public void The_words_name_setter_and_time(double seconds, string time) => Assert.Equal(
        $"The site's limit of {time} for running was reached.", new TimeLimit(LimitSetter.Site, seconds).Passed(ReasonCode.Timeout).Message);

    [Theory]
    [InlineData(null, null, LimitSetter.Broker, 7 * 86400)]
    [InlineData(7200.0, null, LimitSetter.Site, 7200)]
    [InlineData(7200.0, 3600.0, LimitSetter.Caller, 3600)]
    public void Waiting_ends_at_the_shortest_limit(double? site, double? caller, LimitSetter by, int seconds)
    {
        var waiting = With(
            Sample.After(CalculationState.Registered, new CalculationEvent.InputReceived("in.dat"), new CalculationEvent.Release(new SiteTimes(site))),
            request => request with { WaitingSeconds = caller });
        Expires(waiting, Sample.Start.AddSeconds(seconds), ReasonCode.NotClaimed, by);
    }

    [Theory]
    [InlineData(null, null, LimitSetter.Broker, 7 * 86400)]
    [InlineData(7200.0, null, LimitSetter.Site, 7200)]
    [InlineData(7200.0, 3600.0, LimitSetter.Caller, 3600)]
    public void Results_are_kept_for_the_shortest_limit(double? site, double? caller, LimitSetter by, int seconds)
    {
        var succeeded = With(
            Sample.In(CalculationState.Succeeded) with { SiteTimes = new SiteTimes(null, site) },
            request => request with { UncollectedSeconds = caller });
        Expires(succeeded, Sample.Start.AddSeconds(seconds), ReasonCode.NotCollected, by);
    }

    [Fact]
    public void The_claim_brings_the_sites_limits_up_to_date()
    {
        var claimed = Sample.After(
            CalculationState.Waiting, new CalculationEvent.Claim(Sample.ClaimId, Sample.Agent, new SiteTimes(60, 120)));
        Assert.Equal(new TimeLimit(LimitSetter.Site, 120), TimeLimits.Uncollected(claimed));
    }

    [Theory]
    [InlineData(null, 120.0, LimitSetter.Caller)]
    [InlineData(120.0, 3600.0, LimitSetter.Broker)]
    public void The_broker_has_a_run_stopped_that_the_site_let_go_on(double? broker, double? caller, LimitSetter by)
    {
        var running = With(Sample.In(CalculationState.Running), request => request with { TimeoutSeconds = caller });
        running = running with
        {
            Limits = running.Limits with { Running = broker is { } seconds ? TimeSpan.FromSeconds(seconds) : null },
            Lease = running.Lease! with { Until = Sample.Start.AddHours(1) },
        };
        var overrun = CalculationMachine.Decide(running, new CalculationEvent.Tick(), CalculationMachine.DueAt(running)!.Value);
        Assert.Equal([Effect.WakeAgent], overrun.Effects);
        Assert.Equal((CalculationState.Running, true), (overrun.Calculation.State, overrun.Calculation.StopRequested));
        Assert.False(overrun.Calculation.CancelRequested);
        // Nothing more to do until its agent answers or is lost.
        Assert.Equal(running.Lease.Until + running.Limits.AgentGrace, CalculationMachine.DueAt(overrun.Calculation));

        var ended = Sample.Accepted(
            Sample.Accepted(overrun.Calculation, new CalculationEvent.End(1, new EndReport { Cancelled = true })), new CalculationEvent.Complete(1));
        Assert.Equal((CalculationState.Failed, ReasonCode.Timeout, by), (ended.State, ended.Reason?.Code, ended.Reason?.Limit?.By));
    }

    [Fact]
    public void What_had_ended_by_itself_before_the_stop_was_heard_counts()
    {
        var overrun = Sample.In(CalculationState.Running) with { Overran = new TimeLimit(LimitSetter.Broker, 60) };
        var ended = new CalculationEvent[] { new CalculationEvent.End(1, Sample.Report), new CalculationEvent.OutputReceived(1, "out.dat"), new CalculationEvent.Complete(1) }
            .Aggregate(overrun, Sample.Accepted);
        Assert.Equal((CalculationState.Succeeded, null), (ended.State, ended.Reason));
    }

    [Fact]
    public void A_cancel_counts_for_more_than_an_overrun()
    {
        var both = Sample.In(CalculationState.Running) with { Overran = new TimeLimit(LimitSetter.Broker, 60), CancelRequested = true };
        var ended = new CalculationEvent[] { new CalculationEvent.End(1, new EndReport { Cancelled = true }), new CalculationEvent.Complete(1) }
            .Aggregate(both, Sample.Accepted);
        Assert.Equal((CalculationState.Cancelled, ReasonCode.Cancelled), (ended.State, ended.Reason?.Code));
    }

    [Fact]
    public void Sending_the_inputs_is_limited_by_the_broker() => Expires(
        Sample.In(CalculationState.Registered), Sample.Start.AddHours(24), ReasonCode.NotReleased, LimitSetter.Broker);

    private static void Expires(Calculation calculation, DateTimeOffset due, string code, LimitSetter by)
    {
        Assert.Equal(due, CalculationMachine.DueAt(calculation));
        Assert.Same(calculation, CalculationMachine.Decide(calculation, new CalculationEvent.Tick(), due.AddTicks(-1)).Calculation);
        var expired = CalculationMachine.Decide(calculation, new CalculationEvent.Tick(), due).Calculation;
        Assert.Equal((CalculationState.Expired, code, by), (expired.State, expired.Reason?.Code, expired.Reason?.Limit?.By));
    }

    private static Calculation With(Calculation calculation, Func<CalculationRequest, CalculationRequest> change) =>
        calculation with { Request = change(calculation.Request) };
}
