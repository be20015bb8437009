using Dejima.Contracts.Calculations;
using Dejima.Core.Calculations;

namespace Dejima.Core.Tests.Calculations;

/// <summary>Whatever happens in whatever order: an end that is no success has a reason, in words.</summary>
public class EveryEndTests
{
    private static readonly string[] Ends =
    [
        "Cancelled agent-lost", "Cancelled cancelled", "Cancelled timeout",
        "Expired agent-lost", "Expired cancelled", "Expired exit-code", "Expired not-claimed", "Expired not-collected",
        "Expired not-released", "Expired output-missing", "Expired output-unfit", "Expired policy", "Expired start-failed", "Expired timeout",
        "Failed agent-lost", "Failed exit-code", "Failed output-missing", "Failed output-unfit", "Failed start-failed", "Failed timeout",
        "Refused policy",
    ];

    [Fact]
    public void Every_end_that_is_no_success_has_a_reason_in_words()
    {
        var changes = Changes().ToList();
        Assert.All(
            changes.Where(change => IsNoSuccess(change.To)),
            change => Assert.False(string.IsNullOrWhiteSpace(change.To.Reason?.Message), $"{change.From.State}, {change.Why}: {change.To}"));
        // All that is known was seen, so nothing above was looked at in vain; a new one is to be added here.
        Assert.Equal(Ends, changes.Where(change => IsNoSuccess(change.To)).Select(change => $"{change.To.State} {change.To.Reason!.Code}").Distinct().Order(StringComparer.Ordinal));
        Assert.All(
            changes.Where(change => change.To.Reason?.Code is ReasonCode.ExitCode),
            change => Assert.Contains(" 3.", change.To.Reason!.Message, StringComparison.Ordinal));
    }

    [Fact]
    public void Collecting_takes_no_reason_away() => Assert.All(
        Changes().Where(change => change is { To.State: CalculationState.Collected, From.State: not CalculationState.Succeeded }),
        change => Assert.Equal((change.From.Reason, change.From.ExitCode), (change.To.Reason, change.To.ExitCode)));

    private static bool IsNoSuccess(Calculation calculation) => calculation.State is
        CalculationState.Failed or CalculationState.Refused or CalculationState.Cancelled or CalculationState.Expired;

    // Every change that can be reached from registration; what differs in times and ids alone is looked at once.
    private static IEnumerable<(Calculation From, CalculationEvent Why, Calculation To)> Changes()
    {
        var limited = Sample.Limited(CalculationState.Registered);
        var open = new Queue<Calculation>([Sample.In(CalculationState.Registered), limited]);
        var seen = new HashSet<string>();
        while (open.TryDequeue(out var from))
        {
            foreach (var (why, now) in Events(from))
            {
                var to = CalculationMachine.Decide(from, why, now).Calculation;
                if (ReferenceEquals(from, to) || to.Epoch > 2)
                    continue;
                yield return (from, why, to);
                if (seen.Add(Key(to)))
                    open.Enqueue(to);
            }
        }
    }

    private static IEnumerable<(CalculationEvent Event, DateTimeOffset Now)> Events(Calculation calculation)
    {
        var epoch = calculation.Epoch;
        if (CalculationMachine.DueAt(calculation) is { } due)
            yield return (new CalculationEvent.Tick(), due);
        CalculationEvent[] others =
        [
            new CalculationEvent.InputReceived("in.dat"),
            new CalculationEvent.Release(),
            new CalculationEvent.Claim(Sample.ClaimId, Sample.Agent),
            new CalculationEvent.Claim(Sample.ClaimId, Sample.Agent, Restartable: ["solve"]),
            new CalculationEvent.Renew(epoch),
            new CalculationEvent.Start(epoch),
            new CalculationEvent.GiveBack(epoch, new Reason(ReasonCode.SiteFull, "full")),
            new CalculationEvent.Refuse(epoch, new Reason(ReasonCode.Policy, "no")),
            new CalculationEvent.OutputReceived(epoch, "out.dat"),
            new CalculationEvent.Complete(epoch),
            new CalculationEvent.Cancel(),
            new CalculationEvent.Collect(),
            .. Reports.Select(report => new CalculationEvent.End(epoch, report)),
        ];
        foreach (var other in others)
            yield return (other, Sample.Start);
    }

    private static EndReport[] Reports { get; } =
    [
        Sample.Report,
        Sample.Report with { ExitCode = 3 },
        new() { ExitCode = 0 },
        new() { ExitCode = 3 },
        new(),
        new() { Cancelled = true },
        new() { ExitCode = 0, Reason = new Reason(ReasonCode.OutputUnfit, "no room") },
    ];

    private static string Key(Calculation calculation) => string.Join(
        ' ',
        calculation.State, calculation.Epoch, calculation.Restartable, calculation.CancelRequested, calculation.Request.TimeoutSeconds,
        calculation.Overran is null, calculation.ExitCode, calculation.Reason?.Code, calculation.Outcome, calculation.Lease is null,
        calculation.RestartedAt is null, calculation.ReceivedInputs.Count, string.Join(',', calculation.Outputs.Select(output => output.State)));
}
