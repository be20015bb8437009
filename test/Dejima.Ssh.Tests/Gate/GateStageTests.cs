using Dejima.Contracts.Calculations;
using Dejima.Ssh.Gate;
using Dejima.Ssh.Protocol;
using Dejima.Ssh.Push.Sessions;
using Dejima.Testing;

namespace Dejima.Ssh.Tests.Gate;

/// <summary>Every stage of a calculation at a gate × everything a host can ask: what comes of it, asked once or again.</summary>
public class GateStageTests
{
    // Operation -> for each stage the stage afterwards, or the code of the no.
    private static readonly string[] Stages = ["Unknown", "Prepared", "Running", "Ended", "Settled", "Cancelled"];

    private static readonly Dictionary<string, string[]> Outcomes = new()
    {
        ["prepare"] = ["Prepared", "Prepared", "Running", "Ended", "Ended", "Ended"],
        ["prepare another"] = ["Prepared", GateError.IdInUse, GateError.IdInUse, GateError.IdInUse, GateError.IdInUse, GateError.IdInUse],
        ["prepare as bob"] = ["Prepared", GateError.IdInUse, GateError.IdInUse, GateError.IdInUse, GateError.IdInUse, GateError.IdInUse],
        ["start"] = [GateError.UnknownCalculation, "Started", "Running", "Ended", "Ended", "Ended"],
        ["watch"] = ["Unknown", "Prepared", "Running", "Ended", "Ended", "Ended"],
        ["cancel"] = [GateError.UnknownCalculation, "Ended", "Stopped", "Ended", "Ended", "Ended"],
        ["outgoing"] = [GateError.UnknownCalculation, GateError.WrongStage, GateError.WrongStage, "Ended", "Ended", "Ended"],
        ["clean"] = ["Unknown", "Unknown", "Unknown", "Unknown", "Unknown", "Unknown"],
        ["start as bob"] = [.. Enumerable.Repeat(GateError.UnknownCalculation, 6)],
        ["cancel as bob"] = [.. Enumerable.Repeat(GateError.UnknownCalculation, 6)],
        ["outgoing as bob"] = [.. Enumerable.Repeat(GateError.UnknownCalculation, 6)],
        ["clean as bob"] = ["Unknown", "Prepared", "Running", "Ended", "Ended", "Ended"],
    };

    public static TheoryData<string, string, string> Table => new(
        from outcome in Outcomes
        from stage in Enumerable.Range(0, Stages.Length)
        select (outcome.Key, Stages[stage], outcome.Value[stage]));

    [Theory]
    [MemberData(nameof(Table))]
    public async Task Stage_and_operation(string operation, string stage, string expected)
    {
        await using var site = new GateSite();
        var alice = await site.OpenAsync();
        var asking = operation.EndsWith("bob", StringComparison.Ordinal) ? await site.OpenAsync("bob") : alice;
        var order = await GateSite.AtAsync(alice, stage);
        for (var again = 0; again < 2; again++)
            await AssertAsync(site, alice, asking, operation, order, expected);
    }

    private static async Task AssertAsync(GateSite site, GateSession alice, GateSession asking, string operation, PushOrder order, string expected)
    {
        string outcome;
        try
        {
            await AskAsync(asking, operation, order);
            outcome = (await GateSite.StageAsync(operation == "prepare as bob" ? asking : alice, order.Calculation)).ToString();
        }
        catch (SiteRefusedException no)
        {
            outcome = no.Reason.Code;
        }

        switch (expected)
        {
            case "Started":
                Assert.Contains(outcome, new[] { "Running", "Ended" });
                break;
            case "Stopped":
                await Eventually.TrueAsync(async () => await GateSite.StageAsync(alice, order.Calculation) is SiteStage.Ended, "it stops");
                break;
            default:
                Assert.Equal(expected, outcome);
                break;
        }

        if (operation == "clean" && expected == "Unknown")
            Assert.False(Directory.Exists($"{site.Folder["w"]}/{order.Calculation:D}"));
    }

    private static Task AskAsync(GateSession session, string operation, PushOrder order)
    {
        var token = TestContext.Current.CancellationToken;
        return operation.Split(' ')[0] switch
        {
            "prepare" => session.PrepareAsync(operation == "prepare another" ? order with { TimeoutSeconds = 5 } : order, token),
            "start" => session.StartAsync(order.Calculation, token),
            "watch" => GateSite.StageAsync(session, order.Calculation),
            "cancel" => session.CancelAsync(order.Calculation, token),
            "outgoing" => session.OutgoingAsync(order.Calculation, token),
            "clean" => session.CleanAsync(order.Calculation, token),
            _ => throw new InvalidOperationException(operation),
        };
    }
}
