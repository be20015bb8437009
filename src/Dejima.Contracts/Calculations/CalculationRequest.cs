namespace Dejima.Contracts.Calculations;

/// <summary>What a host asks of a site: the body of a registration.</summary>
public sealed record CalculationRequest
{
    private static readonly Dictionary<string, string> Empty = [];

    /// <summary>The site's name.</summary>
    public required string Site { get; init; }

    /// <summary>The name of a command the site offers; never program text (design rule 5).</summary>
    public required string Command { get; init; }

    /// <summary>Parameters by name, as text. The site's policy gives each its type.</summary>
    public IReadOnlyDictionary<string, string> Parameters { get; init => field = value ?? Empty; } = Empty;

    /// <summary>The files that will be sent, each with size and digest.</summary>
    public IReadOnlyList<DeclaredFile> Inputs { get; init => field = value ?? []; } = [];

    /// <summary>The names of the files wanted back.</summary>
    public IReadOnlyList<string> Outputs { get; init => field = value ?? []; } = [];

    /// <summary>Longest time the command may run, in seconds; the shortest of host, site and broker wins.</summary>
    public double? TimeoutSeconds { get; init; }

    /// <summary>Longest time it may wait for an agent, in seconds, likewise.</summary>
    public double? WaitingSeconds { get; init; }

    /// <summary>Longest time its results are kept for the host, in seconds, likewise.</summary>
    public double? UncollectedSeconds { get; init; }
}
