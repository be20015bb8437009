using Dejima.Agent.Broker;
using Dejima.Client.Calls;
using Dejima.Client.Transfers;
using Dejima.Contracts.Calculations;
using Dejima.Contracts.Http;
using Dejima.Execution.Outputs;
using Dejima.Execution.Supervision;
using Dejima.Execution.Workspaces;

namespace Dejima.Agent.Calculations;

/// <content>After the end: report, outputs, logs.</content>
internal sealed partial class HeldCalculation
{
    private async Task<string> ReturnAsync(ExitRecord exit, Task logs, LeaseKeeper keeper, CancellationToken over)
    {
        var report = EndReports.Of(exit);
        IReadOnlyList<FoundOutput> outputs = [];
        try
        {
            if (!report.Cancelled && report.Reason?.Code is not ReasonCode.StartFailed)
                outputs = await FindAsync(over).ConfigureAwait(false);
            report = report with { Outputs = [.. outputs.Select(output => output.File)] };
        }
        catch (WithheldException withheld)
        {
            LogWithheld(_duty.Logger, Claim.Calculation, withheld.Name, withheld.Fault, withheld.Match);
            report = report with { Reason = EndReports.Withheld(withheld) };
        }

        try
        {
            var outcome = await CloseAsync(report, outputs, keeper, over, logs).ConfigureAwait(false);
            return outcome;
        }
        finally
        {
            foreach (var output in outputs)
                output.Dispose();
        }
    }

    private Task<IReadOnlyList<FoundOutput>> FindAsync(CancellationToken over) => OutputSearch.FindAsync(
        new Workspace(_held.Workspace), Claim.Outputs, new NeverSend(_duty.Policies.Current.NeverSend), over);

    /// <summary>Reports the end, sends the outputs, waits for the logs and closes the calculation.</summary>
    /// <returns>What became of it, for the log.</returns>
    private async Task<string> CloseAsync(
        EndReport report, IReadOnlyList<FoundOutput> outputs, LeaseKeeper keeper, CancellationToken over, Task? logs = null)
    {
        CalculationStatus? status;
        try
        {
            status = await EndAsync(report, over).ConfigureAwait(false);
        }
        catch (BrokerException refused) when (outputs.Count > 0 && EndReports.NotTaken(refused.Code) is { } reason)
        {
            return await CloseAsync(report with { Reason = reason, Outputs = [] }, [], keeper, over, logs).ConfigureAwait(false);
        }

        var wanted = outputs.Where(output => !IsGivenUp(status, output.File.Name)).ToList();
        if (!await SentAsync(wanted, keeper, over).ConfigureAwait(false)
            && (await EndAsync(report, over).ConfigureAwait(false))?.CancelRequested is false)
            await SendAsync(wanted, over).ConfigureAwait(false);
        await (logs ?? Task.CompletedTask).ConfigureAwait(false);
        keeper.Leave();
        await _duty.Broker.CallAsync(token => _duty.Client.CompleteAsync(_lease, token), over).ConfigureAwait(false);
        return (report.Cancelled, report.Reason, report.ExitCode) switch
        {
            (true, _, _) => nameof(CalculationState.Cancelled),
            (_, { } reason, _) => $"{nameof(CalculationState.Failed)} ({reason.Code})",
            (_, _, 0) => nameof(CalculationState.Succeeded),
            _ => $"{nameof(CalculationState.Failed)} ({ReasonCode.ExitCode})",
        };
    }

    // An agent before this one may have said that it cannot return an output; then nobody takes it any more.
    private static bool IsGivenUp(CalculationStatus? status, string name) =>
        status?.Outputs.Any(output => output.Name == name && output.State == OutputState.Missing) is true;

    private Task<CalculationStatus?> EndAsync(EndReport report, CancellationToken over) =>
        _duty.Broker.CallAsync(token => _duty.Client.EndAsync(_lease, report, token), over);

    /// <returns>
    /// False when the agent was told to stop meanwhile: nobody wants the outputs of a cancelled calculation. But that may
    /// also have been for a time limit, and come too late for a command that had ended.
    /// </returns>
    private async Task<bool> SentAsync(IReadOnlyList<FoundOutput> outputs, LeaseKeeper keeper, CancellationToken over)
    {
        using var either = CancellationTokenSource.CreateLinkedTokenSource(over, keeper.Cancelled);
        try
        {
            await SendAsync(outputs, either.Token).ConfigureAwait(false);
            return true;
        }
        catch (OperationCanceledException) when (keeper.Cancelled.IsCancellationRequested && !over.IsCancellationRequested)
        {
            return false;
        }
    }

    private Task SendAsync(IReadOnlyList<FoundOutput> outputs, CancellationToken token)
    {
        var uploader = new Uploader(_duty.Client.Http);
        var options = AtOnce.Options(outputs.Select(output => output.File), token);
        return Parallel.ForEachAsync(outputs, options, async (output, each) =>
        {
            var upload = new Upload(Routes.Outputs(Claim.Calculation), output.File, output.Path, Claim.Epoch);
            await _duty.Broker.CallAsync(again => uploader.SendAsync(upload, null, again), each).ConfigureAwait(false);
        });
    }
}
