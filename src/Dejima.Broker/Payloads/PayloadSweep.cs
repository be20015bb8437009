using Dejima.Broker.Storage;
using Dejima.Contracts.Calculations;

namespace Dejima.Broker.Payloads;

/// <summary>Makes the disk agree with the database: finishes deletions that a failure or a power cut left undone.</summary>
internal sealed partial class PayloadSweep(
    PayloadStore payloads, CalculationQueries calculations, ILogger<PayloadSweep> logger)
{
    /// <summary>Deletes what should be gone.</summary>
    public async Task Run(CancellationToken cancellation)
    {
        // The folders are listed first: one that is made meanwhile belongs to a row that is there already.
        var present = payloads.Present().ToList();
        var kept = await calculations.WithPayload(cancellation);
        foreach (var calculation in present)
        {
            if (!kept.TryGetValue(calculation, out var state))
            {
                LogDeleted(calculation);
                payloads.Delete(calculation);
            }
            else if (state.HasEnded())
            {
                payloads.DeleteInputs(calculation);
            }
        }
    }

    /// <summary>Makes the folders that a power cut may have taken from fresh registrations. Only before serving starts.</summary>
    public async Task Restore(CancellationToken cancellation)
    {
        foreach (var calculation in (await calculations.WithPayload(cancellation)).Keys)
            payloads.Create(calculation);
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "Deleted the payload that {Calculation} had left")]
    private partial void LogDeleted(Guid calculation);
}
