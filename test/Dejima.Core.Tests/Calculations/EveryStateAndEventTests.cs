using Dejima.Contracts.Calculations;
using Dejima.Contracts.Errors;
using Dejima.Core.Calculations;

namespace Dejima.Core.Tests.Calculations;

/// <summary>
/// The whole table: what each event does in each state. "=" is accepted and changes nothing, "+" changes the calculation
/// within its state, a name is the state it goes to, "!code" is refused.
/// </summary>
public class EveryStateAndEventTests
{
    private const string Stale = "!" + ErrorCode.StaleLease;
    private const string Wrong = "!" + ErrorCode.WrongState;

    private static readonly string[] Events =
    [
        "input", "release", "claim", "claim again", "renew", "start", "refuse", "end", "output", "complete", "cancel", "collect",
        "time", "long", "give back", "lost",
    ];

    private static readonly Dictionary<CalculationState, string[]> Table = new()
    {
        //                                 input  release   claim      again      renew  start      refuse     end          output complete     cancel       collect      time  a long run  give back  a lost restartable run
        [CalculationState.Registered] = ["+", "!inputs-missing", Wrong, Wrong, Stale, Stale, Stale, Stale, Stale, Stale, "Cancelled", Wrong, "Expired", "=", Stale, "="],
        [CalculationState.Waiting] = ["=", "=", "Claimed", "Claimed", Stale, Stale, Stale, Stale, Stale, Stale, "Cancelled", Wrong, "Expired", "=", Stale, "="],
        [CalculationState.Claimed] = ["=", "=", Wrong, "=", "+", "Running", "Refused", "Returning", Wrong, Wrong, "+", Wrong, "Waiting", "Waiting", "Waiting", "Waiting"],
        [CalculationState.Running] = ["=", "=", Wrong, Wrong, "+", "=", Wrong, "Returning", Wrong, Wrong, "+", Wrong, "Failed", "+", Wrong, "Waiting"],
        [CalculationState.Returning] = ["=", "=", Wrong, Wrong, "+", Wrong, Wrong, "=", "+", "!outputs-missing", "+", Wrong, "Failed", "=", Wrong, "Waiting"],
        [CalculationState.Succeeded] = ["=", "=", Wrong, Wrong, Stale, Wrong, Wrong, "=", "=", "=", "=", "Collected", "Expired", "=", Wrong, "="],
        [CalculationState.Failed] = ["=", "=", Wrong, Wrong, Stale, Wrong, Wrong, "=", Wrong, "=", "=", "Collected", "Expired", "=", Wrong, "="],
        [CalculationState.Refused] = ["=", "=", Wrong, Wrong, Stale, Wrong, "=", "=", Wrong, "=", "=", "Collected", "Expired", "=", Wrong, "="],
        [CalculationState.Cancelled] = ["=", "=", Wrong, Wrong, Stale, Wrong, Wrong, "=", Wrong, "=", "=", "Collected", "Expired", "=", Wrong, "="],
        [CalculationState.Expired] = ["=", "=", Wrong, Wrong, Stale, Stale, Stale, Stale, Stale, Stale, "=", "=", "=", "=", Stale, "="],
        [CalculationState.Collected] = ["=", "=", Wrong, Wrong, Stale, Wrong, Wrong, "=", "=", "=", "=", "=", "=", "=", Wrong, "="],
    };

    public static TheoryData<CalculationState, string> Cells()
    {
        var cells = new TheoryData<CalculationState, string>();
        foreach (var state in Enum.GetValues<CalculationState>())
            Array.ForEach(Events, name => cells.Add(state, name));
        return cells;
    }

    [Theory]
    [MemberData(nameof(Cells))]
    public void The_table_holds(CalculationState state, string name)
    {
        var before = name switch
        {
            "long" => Sample.Limited(state),
            "lost" => Sample.In(state) with { Restartable = true },
            _ => Sample.In(state),
        };
        var now = name switch
        {
            "time" => CalculationMachine.DueAt(before) ?? Sample.Start.AddYears(1),
            "long" => Sample.Start.AddMinutes(3),
            "lost" => Sample.Start.AddMinutes(16),
            _ => Sample.Start.AddSeconds(1),
        };
        var decision = CalculationMachine.Decide(before, Event(name), now);
        Assert.Equal(Table[state][Array.IndexOf(Events, name)], Result(before, decision));
    }

    [Theory]
    [MemberData(nameof(Cells))]
    public void A_stale_epoch_is_refused_everywhere(CalculationState state, string name)
    {
        if (Event(name, epoch: 7) is not CalculationEvent.Leased stale)
            return;
        var decision = CalculationMachine.Decide(Sample.In(state), stale, Sample.Start);
        Assert.Equal(ErrorCode.StaleLease, decision.Refusal?.Code);
        Assert.Empty(decision.Effects);
    }

    [Theory]
    [MemberData(nameof(Cells))]
    public void Repeating_an_accepted_event_changes_nothing_more(CalculationState state, string name)
    {
        var once = CalculationMachine.Decide(Sample.In(state), Event(name), Sample.Start.AddSeconds(1));
        if (once.Refusal is not null)
            return;
        var twice = CalculationMachine.Decide(once.Calculation, Event(name == "claim" ? "claim" : name), Sample.Start.AddSeconds(1));
        Assert.Equal(once.Calculation.State, twice.Calculation.State);
        Assert.Equal(once.Calculation.Epoch, twice.Calculation.Epoch);
    }

    private static string Result(Calculation before, Decision decision) => decision switch
    {
        { Refusal: { } refusal } => "!" + refusal.Code,
        _ when ReferenceEquals(before, decision.Calculation) => "=",
        _ when before.State == decision.Calculation.State => "+",
        _ => decision.Calculation.State.ToString(),
    };

    private static CalculationEvent Event(string name, int epoch = 1) => name switch
    {
        "input" => new CalculationEvent.InputReceived("in.dat"),
        "release" => new CalculationEvent.Release(),
        "claim" => new CalculationEvent.Claim(Guid.Parse("33333333-3333-3333-3333-333333333333"), Sample.Agent),
        "claim again" => new CalculationEvent.Claim(Sample.ClaimId, Sample.Agent),
        "renew" => new CalculationEvent.Renew(epoch),
        "start" => new CalculationEvent.Start(epoch),
        "refuse" => new CalculationEvent.Refuse(epoch, new Reason(ReasonCode.Policy, "no")),
        "end" => new CalculationEvent.End(epoch, Sample.Report),
        "output" => new CalculationEvent.OutputReceived(epoch, "out.dat"),
        "complete" => new CalculationEvent.Complete(epoch),
        "cancel" => new CalculationEvent.Cancel(),
        "collect" => new CalculationEvent.Collect(),
        "give back" => new CalculationEvent.GiveBack(epoch, new Reason(ReasonCode.SiteFull, "full")),
        "time" or "long" or "lost" => new CalculationEvent.Tick(),
        _ => throw new ArgumentOutOfRangeException(nameof(name), name, null),
    };
}
