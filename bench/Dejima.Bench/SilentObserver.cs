using System.Diagnostics;
using Dejima.Client.Handout;
using Dejima.Contracts.Calculations;

namespace Dejima.Bench;

/// <summary>Notes how long each kind of transfer took, in seconds.</summary>
internal sealed class SilentObserver : IHandoutObserver
{
    private readonly Dictionary<TransferKind, long> _began = [];

    public Dictionary<TransferKind, double> Seconds { get; } = [];

    public void Registered(Guid id)
    {
    }

    public void TransferBegins(TransferKind kind, int files, long bytes) => _began[kind] = Stopwatch.GetTimestamp();

    public void Transferred(TransferKind kind, long bytes)
    {
    }

    public void TransferEnds(TransferKind kind) => Seconds[kind] = Stopwatch.GetElapsedTime(_began[kind]).TotalSeconds;

    public void Changed(CalculationStatus status)
    {
    }

    public void Wrote(LogStream stream, ReadOnlyMemory<byte> bytes)
    {
    }
}
