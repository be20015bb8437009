using Dejima.Broker.Storage;

namespace Dejima.Broker.Payloads;

/// <summary>Makes the disk agree with the database: finishes deletions that a failure or a power cut left undone.</summary>
internal sealed partial class PayloadSweep(
    Leftovers leftovers, PayloadStore payloads, CalculationQueries calculations, ILogger<PayloadSweep> logger)
{
    /// <summary>Deletes what should be gone.</summary>
    public async Task Run(CancellationToken cancellation)
    {
        await foreach (var leftover in leftovers.Find(cancellation))
        {
            try
            {
                if (await leftovers.Remove(leftover, cancellation))
                    LogDeleted(leftover.Kind, leftover.Calculation, leftover.Files, leftover.Bytes);
            }
            catch (DirectoryNotFoundException)
            {
                // Deleted meanwhile.
            }
            catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
            {
                LogKept(failure, leftover.Kind, leftover.Calculation);
            }
        }
    }

    /// <summary>Makes the folders that a power cut may have taken from fresh registrations. Only before serving starts.</summary>
    public async Task Restore(CancellationToken cancellation)
    {
        foreach (var calculation in (await calculations.WithPayload(cancellation)).Keys)
            payloads.Create(calculation);
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "Deleted what was left ({Kind}) of {Calculation}: {Files} files, {Bytes} bytes")]
    private partial void LogDeleted(LeftoverKind kind, Guid? calculation, int files, long bytes);

    [LoggerMessage(Level = LogLevel.Error, Message = "What was left ({Kind}) of {Calculation} could not be deleted and is tried again")]
    private partial void LogKept(Exception failure, LeftoverKind kind, Guid? calculation);
}
