using Dejima.Contracts.Calculations;
using Dejima.Contracts.Errors;
using Dejima.Core.Calculations;

namespace Dejima.Core.Tests.Calculations;

/// <summary>What was started is started a second time only if its command says that it may be.</summary>
public class RestartTests
{
    private static readonly DateTimeOffset Lost = Sample.Start.AddMinutes(16);

    [Theory]
    [InlineData(CalculationState.Running)]
    [InlineData(CalculationState.Returning)]
    public void A_lost_run_starts_again_as_if_it_had_never_been(CalculationState state)
    {
        var restartable = Sample.In(state) with { Restartable = true };
        var again = CalculationMachine.Decide(restartable, new CalculationEvent.Tick(), Lost);
        Assert.Equal([Effect.WakeSite], again.Effects);
        Assert.Equal((CalculationState.Waiting, null, null, null), (again.Calculation.State, again.Calculation.StartedAt, again.Calculation.ExitCode, again.Calculation.Outcome));
        Assert.Equal([new OutputStatus("out.dat", OutputState.Declared)], again.Calculation.Outputs);
        Assert.Equal(ReasonCode.AgentLost, again.Calculation.Reason?.Code);
        foreach (var late in new CalculationEvent[] { new CalculationEvent.Renew(1), new CalculationEvent.End(1, Sample.Report), new CalculationEvent.Complete(1) })
            Assert.Equal(ErrorCode.StaleLease, CalculationMachine.Decide(again.Calculation, late, Lost).Refusal?.Code);

        var claimed = Sample.Accepted(again.Calculation, new CalculationEvent.Claim(Guid.NewGuid(), Guid.NewGuid(), null, ["solve"]));
        Assert.Equal((2, null), (claimed.Epoch, claimed.Reason));
        var succeeded = new CalculationEvent[]
            {
                new CalculationEvent.Start(2), new CalculationEvent.End(2, Sample.Report), new CalculationEvent.OutputReceived(2, "out.dat"), new CalculationEvent.Complete(2),
            }.Aggregate(claimed, Sample.Accepted);
        Assert.Equal((CalculationState.Succeeded, null), (succeeded.State, succeeded.Reason));
    }

    [Fact]
    public void Its_agent_has_a_while_to_come_back_before() =>
        Assert.Null(CalculationMachine.Decide(Lose(Lost.AddMinutes(-1)), new CalculationEvent.Renew(1), Lost).Refusal);

    [Theory]
    [InlineData("other")]
    [InlineData("SOLVE")]
    public void Only_what_the_claiming_agent_names_may_start_again(string restartable)
    {
        var claimed = Sample.After(CalculationState.Waiting, new CalculationEvent.Claim(Sample.ClaimId, Sample.Agent, null, [restartable]));
        Assert.False(claimed.Restartable);
    }

    [Fact]
    public void What_was_cancelled_does_not_start_again()
    {
        var cancelled = Sample.In(CalculationState.Running) with { Restartable = true, CancelRequested = true };
        var lost = CalculationMachine.Decide(cancelled, new CalculationEvent.Tick(), CalculationMachine.DueAt(cancelled)!.Value).Calculation;
        Assert.Equal(CalculationState.Cancelled, lost.State);
    }

    [Fact]
    public void Waiting_to_start_again_is_limited_anew()
    {
        var waiting = Lose(Lost);
        Assert.Equal(Lost + waiting.Limits.Waiting, CalculationMachine.DueAt(waiting));
        var expired = CalculationMachine.Decide(waiting, new CalculationEvent.Tick(), CalculationMachine.DueAt(waiting)!.Value).Calculation;
        Assert.Equal((CalculationState.Expired, ReasonCode.NotClaimed), (expired.State, expired.Reason?.Code));
    }

    [Fact]
    public void What_the_site_gives_back_says_why_and_waits_no_longer_for_it()
    {
        var back = Sample.After(CalculationState.Claimed, new CalculationEvent.GiveBack(1, new Reason(ReasonCode.SiteFull, "full")));
        Assert.Equal((CalculationState.Waiting, ReasonCode.SiteFull), (back.State, back.Reason?.Code));
        Assert.Equal(back.ReleasedAt + back.Limits.Waiting, CalculationMachine.DueAt(back));
        Assert.Equal(Sample.Start, back.RequeuedAt);
    }

    [Fact]
    public void What_was_cancelled_meanwhile_is_not_given_back()
    {
        var cancelled = Sample.After(
            CalculationState.Claimed, new CalculationEvent.Cancel(), new CalculationEvent.GiveBack(1, new Reason(ReasonCode.SiteFull, "full")));
        Assert.Equal((CalculationState.Cancelled, ReasonCode.Cancelled), (cancelled.State, cancelled.Reason?.Code));
    }

    private static Calculation Lose(DateTimeOffset at) => CalculationMachine.Decide(
        Sample.In(CalculationState.Running) with { Restartable = true }, new CalculationEvent.Tick(), at).Calculation;
}
