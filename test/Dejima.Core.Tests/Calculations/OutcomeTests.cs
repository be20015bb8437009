using Dejima.Contracts.Calculations;
using Dejima.Contracts.Errors;
using Dejima.Core.Calculations;

namespace Dejima.Core.Tests.Calculations;

public class OutcomeTests
{
    [Fact]
    public void Exit_code_0_with_every_output_succeeds()
    {
        var ended = Sample.In(CalculationState.Succeeded);
        Assert.Null(ended.Reason);
        Assert.Equal(0, ended.ExitCode);
    }

    [Fact]
    public void A_missing_output_fails_although_the_exit_code_is_0() =>
        Assert.Equal(ReasonCode.OutputMissing, Ended(new EndReport { ExitCode = 0 }).Reason?.Code);

    [Fact]
    public void An_exit_code_is_kept_and_named()
    {
        var failed = Ended(new EndReport { ExitCode = 42 });
        Assert.Equal((CalculationState.Failed, 42, ReasonCode.ExitCode), (failed.State, failed.ExitCode, failed.Reason!.Code));
    }

    [Fact]
    public void An_agent_that_cannot_return_what_it_announced_ends_the_calculation_with_its_reason()
    {
        var gaveUp = Sample.Accepted(
            Sample.In(CalculationState.Returning),
            new CalculationEvent.End(1, new EndReport { Reason = new Reason(ReasonCode.OutputUnfit, "gone") }));
        Assert.All(gaveUp.Outputs, output => Assert.Equal(OutputState.Missing, output.State));
        var ended = Sample.Accepted(gaveUp, new CalculationEvent.Complete(1));
        Assert.Equal((CalculationState.Failed, ReasonCode.OutputUnfit), (ended.State, ended.Reason?.Code));
    }

    [Fact]
    public void Giving_up_comes_too_late_when_everything_was_returned()
    {
        var whole = Sample.After(CalculationState.Returning, new CalculationEvent.OutputReceived(1, "out.dat"));
        var same = Sample.Accepted(whole, new CalculationEvent.End(1, new EndReport { Reason = new Reason(ReasonCode.OutputUnfit, "late") }));
        Assert.Same(whole, same);
    }

    [Fact]
    public void An_undeclared_output_is_refused() => Assert.Equal(
        ErrorCode.UnknownFile,
        CalculationMachine.Decide(
            Sample.In(CalculationState.Running),
            new CalculationEvent.End(1, new EndReport { ExitCode = 0, Outputs = [Sample.Output with { Name = "secret.inp" }] }),
            Sample.Start).Refusal?.Code);

    [Fact]
    public void A_cancelled_start_is_refused_and_ends_as_cancelled()
    {
        var marked = Sample.After(CalculationState.Claimed, new CalculationEvent.Cancel());
        Assert.Equal(
            ErrorCode.CancelRequested,
            CalculationMachine.Decide(marked, new CalculationEvent.Start(1), Sample.Start).Refusal?.Code);
        var ended = Sample.Accepted(marked, new CalculationEvent.End(1, new EndReport { Cancelled = true }));
        Assert.Equal(CalculationState.Cancelled, Sample.Accepted(ended, new CalculationEvent.Complete(1)).State);
    }

    [Fact]
    public void After_a_lost_lease_the_next_claim_has_a_higher_epoch_and_the_first_agent_is_fenced_out()
    {
        var claimed = Sample.In(CalculationState.Claimed);
        var waiting = CalculationMachine.Decide(claimed, new CalculationEvent.Tick(), claimed.Lease!.Until).Calculation;
        Assert.Equal(ErrorCode.StaleLease, CalculationMachine.Decide(waiting, new CalculationEvent.Start(1), Sample.Start).Refusal?.Code);
        var again = Sample.Accepted(waiting, new CalculationEvent.Claim(Guid.NewGuid(), Guid.NewGuid()));
        Assert.Equal(2, again.Epoch);
        Assert.Equal(ErrorCode.StaleLease, CalculationMachine.Decide(again, new CalculationEvent.Start(1), Sample.Start).Refusal?.Code);
    }

    [Fact]
    public void A_started_calculation_is_never_given_to_another_agent()
    {
        var running = Sample.In(CalculationState.Running);
        var late = running.Lease!.Until + running.Limits.AgentGrace - TimeSpan.FromTicks(1);
        Assert.Equal(running, CalculationMachine.Decide(running, new CalculationEvent.Tick(), late).Calculation);
        Assert.Null(CalculationMachine.Decide(running, new CalculationEvent.Renew(1), late).Refusal);
    }

    [Fact]
    public void Ends_delete_inputs_and_collection_deletes_everything_with_the_parameters()
    {
        var ending = CalculationMachine.Decide(
            Sample.After(CalculationState.Running, new CalculationEvent.End(1, new EndReport { ExitCode = 1 })),
            new CalculationEvent.Complete(1),
            Sample.Start);
        Assert.Equal([Effect.DeleteInputs], ending.Effects);
        var collecting = CalculationMachine.Decide(ending.Calculation, new CalculationEvent.Collect(), Sample.Start);
        Assert.Equal([Effect.DeletePayload], collecting.Effects);
        Assert.Empty(collecting.Calculation.Request.Parameters);
        Assert.Equal(CalculationState.Failed, collecting.Calculation.Outcome);
    }

    private static Calculation Ended(EndReport report) => Sample.Accepted(
        Sample.After(CalculationState.Running, new CalculationEvent.End(1, report)), new CalculationEvent.Complete(1));
}
