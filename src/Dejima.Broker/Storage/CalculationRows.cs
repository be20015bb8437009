using System.Collections.Immutable;
using System.Text.Json;
using Dejima.Contracts.Calculations;
using Dejima.Core.Calculations;

namespace Dejima.Broker.Storage;

/// <summary>From calculation to row and back.</summary>
internal static class CalculationRows
{
    /// <summary>The row of a fresh registration.</summary>
    public static StoredCalculation First(Calculation calculation, string fingerprint) =>
        new(calculation, Row(calculation, fingerprint, version: 1, revision: 1, Requested(calculation), Announced(calculation)));

    /// <summary>The row after a change. Large columns that the change leaves alone are taken over as they are.</summary>
    public static StoredCalculation Next(StoredCalculation before, Calculation after)
    {
        var request = ReferenceEquals(before.Value.Request, after.Request) ? before.Row.Request : Requested(after);
        // The report of the command's end settles names, sizes and digests; afterwards only the bits change, unless it starts
        // again, or its agent gives up what it announced and says why.
        var settled = before.Value.Outputs is not [{ State: OutputState.Declared }, ..]
            && after.Outputs is not [{ State: OutputState.Declared }, ..] && before.Value.Reason == after.Reason;
        var outputs = settled ? before.Row.Outputs : Announced(after);
        // Renewals are no news to anyone who waits for news.
        var visible = after with { Lease = before.Value.Lease } != before.Value;
        return new StoredCalculation(after, Row(
            after, before.Row.Fingerprint, before.Version + (visible ? 1 : 0), before.Row.Revision + 1, request, outputs));
    }

    /// <summary>Reads a row.</summary>
    public static StoredCalculation Read(CalculationRow row)
    {
        var request = JsonSerializer.Deserialize(row.Request, StorageJson.Default.CalculationRequest)!;
        var outputs = JsonSerializer.Deserialize(row.Outputs, StorageJson.Default.IReadOnlyListOutputStatus)!;
        var detail = JsonSerializer.Deserialize(row.Detail, StorageJson.Default.StoredDetail)!;
        return new StoredCalculation(
            new Calculation
            {
                Id = row.Id,
                User = row.User,
                Request = request,
                Limits = detail.Limits,
                SiteTimes = detail.SiteTimes,
                Overran = detail.Overran,
                Restartable = detail.Restartable,
                RequeuedAt = detail.RequeuedAt,
                RestartedAt = detail.RestartedAt,
                State = row.State,
                ReceivedInputs = [.. request.Inputs.Where((_, i) => FileBits.Has(row.ReceivedInputs, i)).Select(file => file.Name)],
                Outputs = [.. outputs.Select((output, i) => FileBits.Has(row.ReceivedOutputs, i) ? output with { State = OutputState.Received } : output)],
                Lease = detail.Lease,
                Epoch = detail.Epoch,
                CancelRequested = detail.CancelRequested,
                ExitCode = detail.ExitCode,
                Reason = detail.Reason,
                Outcome = detail.Outcome,
                RegisteredAt = row.RegisteredAt,
                ReleasedAt = row.ReleasedAt,
                StartedAt = detail.StartedAt,
                EndedAt = detail.EndedAt,
            },
            row);
    }

    private static CalculationRow Row(
        Calculation calculation, string fingerprint, long version, long revision, string request, string outputs) => new()
        {
            Id = calculation.Id,
            User = calculation.User,
            Site = calculation.Request.Site,
            Command = calculation.Request.Command,
            State = calculation.State,
            RegisteredAt = calculation.RegisteredAt,
            ReleasedAt = calculation.ReleasedAt,
            DueAt = CalculationMachine.DueAt(calculation),
            Claim = calculation.Lease?.Claim,
            Version = version,
            Revision = revision,
            Fingerprint = fingerprint,
            Request = request,
            Outputs = outputs,
            Detail = Detail(calculation),
            ReceivedInputs = FileBits.Pack(
                calculation.Request.Inputs.Count, i => calculation.ReceivedInputs.Contains(calculation.Request.Inputs[i].Name)),
            ReceivedOutputs = FileBits.Pack(
                calculation.Outputs.Length, i => calculation.Outputs[i].State == OutputState.Received),
        };

    private static string Requested(Calculation calculation) =>
        JsonSerializer.Serialize(calculation.Request, StorageJson.Default.CalculationRequest);

    private static string Announced(Calculation calculation)
    {
        IReadOnlyList<OutputStatus> outputs = calculation.Outputs
            .Select(output => output.State == OutputState.Received ? output with { State = OutputState.Announced } : output)
            .ToImmutableArray();
        return JsonSerializer.Serialize(outputs, StorageJson.Default.IReadOnlyListOutputStatus);
    }

    private static string Detail(Calculation calculation) => JsonSerializer.Serialize(
        new StoredDetail(
            calculation.Limits,
            calculation.Lease,
            calculation.Epoch,
            calculation.CancelRequested,
            calculation.ExitCode,
            calculation.Reason,
            calculation.Outcome,
            calculation.StartedAt,
            calculation.EndedAt,
            calculation.SiteTimes,
            calculation.Overran,
            calculation.Restartable,
            calculation.RequeuedAt,
            calculation.RestartedAt),
        StorageJson.Default.StoredDetail);
}
