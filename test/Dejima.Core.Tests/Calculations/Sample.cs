using Dejima.Contracts.Calculations;
using Dejima.Core.Calculations;

namespace Dejima.Core.Tests.Calculations;

/// <summary>A calculation driven into each state by events alone.</summary>
internal static class Sample
{
    public static readonly DateTimeOffset Start = new(2026, 4, 1, 9, 0, 0, TimeSpan.Zero);
    public static readonly Guid ClaimId = Guid.Parse("11111111-1111-1111-1111-111111111111");
    public static readonly Guid Agent = Guid.Parse("22222222-2222-2222-2222-222222222222");
    public static readonly DeclaredFile Output = new("out.dat", 3, new string('a', 64));
    public static readonly EndReport Report = new() { ExitCode = 0, Outputs = [Output] };

    public static Calculation In(CalculationState state) => state switch
    {
        CalculationState.Registered => Calculation.Register(
            Guid.NewGuid(),
            "alice",
            new CalculationRequest
            {
                Site = "site",
                Command = "solve",
                Parameters = new Dictionary<string, string> { ["cpus"] = "2" },
                Inputs = [new DeclaredFile("in.dat", 3, new string('b', 64))],
                Outputs = ["out.dat"],
            },
            new Limits(),
            Start),
        CalculationState.Waiting => After(
            CalculationState.Registered, new CalculationEvent.InputReceived("in.dat"), new CalculationEvent.Release()),
        CalculationState.Claimed => After(CalculationState.Waiting, new CalculationEvent.Claim(ClaimId, Agent)),
        CalculationState.Running => After(CalculationState.Claimed, new CalculationEvent.Start(1)),
        CalculationState.Returning => After(CalculationState.Running, new CalculationEvent.End(1, Report)),
        CalculationState.Succeeded => After(
            CalculationState.Returning, new CalculationEvent.OutputReceived(1, "out.dat"), new CalculationEvent.Complete(1)),
        CalculationState.Failed => After(
            CalculationState.Running, new CalculationEvent.End(1, new EndReport { ExitCode = 3 }), new CalculationEvent.Complete(1)),
        CalculationState.Refused => After(
            CalculationState.Claimed, new CalculationEvent.Refuse(1, new Reason(ReasonCode.Policy, "no"))),
        CalculationState.Cancelled => After(
            CalculationState.Running, new CalculationEvent.Cancel(), new CalculationEvent.End(1, Report), new CalculationEvent.Complete(1)),
        CalculationState.Expired => Due(In(CalculationState.Waiting)),
        CalculationState.Collected => After(CalculationState.Succeeded, new CalculationEvent.Collect()),
        _ => throw new ArgumentOutOfRangeException(nameof(state), state, null),
    };

    /// <summary>The same with a limit of two minutes for running.</summary>
    public static Calculation Limited(CalculationState state) => In(state) is var calculation
        ? calculation with { Request = calculation.Request with { TimeoutSeconds = 120 } }
        : throw new InvalidOperationException();

    public static Calculation After(CalculationState state, params CalculationEvent[] events) =>
        events.Aggregate(In(state), Accepted);

    public static Calculation Accepted(Calculation calculation, CalculationEvent occurred)
    {
        var decision = CalculationMachine.Decide(calculation, occurred, Start);
        Assert.Null(decision.Refusal);
        return decision.Calculation;
    }

    private static Calculation Due(Calculation calculation) => CalculationMachine
        .Decide(calculation, new CalculationEvent.Tick(), CalculationMachine.DueAt(calculation)!.Value).Calculation;
}
