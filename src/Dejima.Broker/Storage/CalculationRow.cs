using Dejima.Contracts.Calculations;

namespace Dejima.Broker.Storage;

/// <summary>
/// A calculation as it lies in the database: what queries ask for in columns of its own, the rest as JSON.
/// Which files are whole is a bit each, so that ten thousand arrivals do not rewrite ten thousand names each.
/// </summary>
internal sealed class CalculationRow
{
    public required Guid Id { get; init; }

    public required string User { get; init; }

    public required string Site { get; init; }

    public required string Command { get; init; }

    public required CalculationState State { get; init; }

    public required DateTimeOffset RegisteredAt { get; init; }

    public DateTimeOffset? ReleasedAt { get; init; }

    /// <summary>When time alone changes something next.</summary>
    public DateTimeOffset? DueAt { get; init; }

    /// <summary>The id that the agent made for the lease it holds.</summary>
    public Guid? Claim { get; init; }

    /// <summary>Grows with every change that its owner can see.</summary>
    public required long Version { get; init; }

    /// <summary>Grows with every change; the guard of optimistic concurrency.</summary>
    public required long Revision { get; init; }

    /// <summary>SHA-256 of the registration, to know a repeated one.</summary>
    public required string Fingerprint { get; init; }

    /// <summary>The registration, JSON.</summary>
    public required string Request { get; init; }

    /// <summary>The outputs, JSON; received ones count as announced here.</summary>
    public required string Outputs { get; init; }

    /// <summary><see cref="StoredDetail"/>, JSON.</summary>
    public required string Detail { get; init; }

    /// <summary>A bit for each input, in the order of the registration.</summary>
    public required byte[] ReceivedInputs { get; init; }

    /// <summary>A bit for each output.</summary>
    public required byte[] ReceivedOutputs { get; init; }
}
