using Dejima.Contracts.Calculations;

namespace Dejima.Contracts.Leases;

/// <summary>A lease on one calculation and all that its agent needs to know.</summary>
public sealed record Claim
{
    private static readonly Dictionary<string, string> Empty = [];

    /// <summary>The calculation's id.</summary>
    public required Guid Calculation { get; init; }

    /// <summary>The fence: goes with every later call for this calculation; a stale one gets 409.</summary>
    public required int Epoch { get; init; }

    /// <summary>How long the lease lasts unless renewed, in seconds.</summary>
    public required double LeaseSeconds { get; init; }

    /// <summary>Whose calculation it is (R-G10).</summary>
    public required string User { get; init; }

    /// <summary>The command's name.</summary>
    public required string Command { get; init; }

    /// <summary>Parameters by name, as text.</summary>
    public IReadOnlyDictionary<string, string> Parameters { get; init => field = value ?? Empty; } = Empty;

    /// <summary>The inputs to fetch.</summary>
    public IReadOnlyList<DeclaredFile> Inputs { get; init => field = value ?? []; } = [];

    /// <summary>The outputs wanted back.</summary>
    public IReadOnlyList<string> Outputs { get; init => field = value ?? []; } = [];

    /// <summary>Longest run the host allows, in seconds.</summary>
    public double? TimeoutSeconds { get; init; }

    /// <summary>Longest run the broker allows, in seconds.</summary>
    public double? BrokerTimeoutSeconds { get; init; }
}
