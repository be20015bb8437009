using Dejima.Contracts.Calculations;
using Dejima.Core.Calculations;
using Dejima.Ssh.Protocol;
using static Dejima.Contracts.Languages.Language;

namespace Dejima.Ssh.Push.Records;

/// <summary>
/// What became of a calculation, told by the one state machine that every method goes through: it is led through what the
/// site reports.
/// </summary>
internal static class Ledger
{
    /// <summary>The status for people and programs.</summary>
    /// <param name="record">What this computer knows.</param>
    /// <param name="report">What the site says; null for nothing yet.</param>
    public static CalculationStatus StatusOf(PushRecord record, SiteReport? report)
    {
        var calculation = Lead(record, report);
        return new CalculationStatus
        {
            Id = calculation.Id,
            Site = record.Site,
            Command = record.Order.Command,
            User = Environment.UserName,
            State = calculation.State,
            Outcome = calculation.State.HasEnded() ? calculation.Outcome ?? calculation.State : null,
            Version = (long)calculation.State,
            ExitCode = calculation.ExitCode,
            Reason = calculation.Reason,
            RegisteredAt = record.RegisteredAt,
            ReleasedAt = calculation.ReleasedAt,
            StartedAt = report?.StartedAt,
            EndedAt = calculation.State.HasEnded() ? report?.EndedAt ?? calculation.EndedAt : null,
            SiteSeenAt = record.RegisteredAt,
            Inputs = [.. record.Order.Inputs.Select(input => new InputStatus(input.Name, input.Size, string.Empty, calculation.ReleasedAt is not null))],
            Outputs = calculation.Outputs,
        };
    }

    private static Calculation Lead(PushRecord record, SiteReport? report)
    {
        var calculation = Calculation.Register(record.Order.Calculation, Environment.UserName, RequestOf(record), new Limits(), record.RegisteredAt);
        foreach (var occurred in Events(record, report))
            calculation = CalculationMachine.Decide(calculation, occurred, report?.EndedAt ?? record.RegisteredAt).Calculation;
        return calculation;
    }

    private static IEnumerable<CalculationEvent> Events(PushRecord record, SiteReport? report)
    {
        const int epoch = 1;
        var stage = report?.Stage ?? SiteStage.Unknown;
        if (record is { Refused: null, Phase: PushPhase.Sending } && stage is (SiteStage.Unknown or SiteStage.Prepared))
            yield break;
        foreach (var input in record.Order.Inputs)
            yield return new CalculationEvent.InputReceived(input.Name);
        yield return new CalculationEvent.Release();
        if (record.Refused is null && stage is (SiteStage.Waiting or SiteStage.Prepared))
            yield break;
        yield return new CalculationEvent.Claim(record.Order.Calculation, record.Order.Calculation);
        if (record.Refused is { } refused)
        {
            yield return new CalculationEvent.Refuse(epoch, refused);
            yield break;
        }

        if (report?.StartedAt is not null || stage is SiteStage.Running)
            yield return new CalculationEvent.Start(epoch);
        var end = stage is SiteStage.Unknown ? Lost : report!.End;
        if (end is null)
            yield break;
        var outputs = (record.Outgoing ?? []).Where(file => record.Order.Outputs.Contains(file.Name))
            .Select(file => new DeclaredFile(file.Name, file.Size, string.Empty)).ToList();
        yield return new CalculationEvent.End(epoch, end with { Outputs = outputs });
        // Only once it is settled what comes back has it ended for the host.
        if (record.Outgoing is null && stage is not SiteStage.Unknown)
            yield break;
        foreach (var output in outputs)
            yield return new CalculationEvent.OutputReceived(epoch, output.Name);
        yield return new CalculationEvent.Complete(epoch);
        if (record.Phase is PushPhase.Collected)
            yield return new CalculationEvent.Collect();
    }

    private static EndReport Lost => new()
    {
        Reason = new Reason(ReasonCode.AgentLost, Say(
            "The site knows nothing of the calculation any more, though it may have been started: its machine was set up anew, or somebody removed it. It is not started a second time.",
            "計算は開始された可能性がありますが、サイトにはもう記録がありません（計算機の再構築か、削除）。二重には開始しません。")),
    };

    private static CalculationRequest RequestOf(PushRecord record) => new()
    {
        Site = record.Site,
        Command = record.Order.Command,
        Inputs = [.. record.Order.Inputs.Select(input => new DeclaredFile(input.Name, input.Size, string.Empty))],
        Outputs = record.Order.Outputs,
    };
}
