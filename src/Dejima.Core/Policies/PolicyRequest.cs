using Dejima.Contracts.Leases;

namespace Dejima.Core.Policies;

/// <summary>What a host asks of the site, whichever way it came.</summary>
public sealed record PolicyRequest
{
    /// <summary>The calculation's id.</summary>
    public required Guid Calculation { get; init; }

    /// <summary>Whose it is.</summary>
    public required string User { get; init; }

    /// <summary>The command's name.</summary>
    public required string Command { get; init; }

    /// <summary>Parameters by name, as text.</summary>
    public IReadOnlyDictionary<string, string> Parameters { get; init; } = new Dictionary<string, string>();

    /// <summary>Names of the inputs that would be sent.</summary>
    public IReadOnlyList<string> Inputs { get; init; } = [];

    /// <summary>Names of the files wanted back.</summary>
    public IReadOnlyList<string> Outputs { get; init; } = [];

    /// <summary>Longest run the host allows, in seconds.</summary>
    public double? TimeoutSeconds { get; init; }

    /// <summary>Longest run the broker allows, in seconds.</summary>
    public double? BrokerTimeoutSeconds { get; init; }

    /// <summary>What a claim asks for.</summary>
    public static PolicyRequest Of(Claim claim)
    {
        ArgumentNullException.ThrowIfNull(claim);
        return new()
        {
            Calculation = claim.Calculation,
            User = claim.User,
            Command = claim.Command,
            Parameters = claim.Parameters,
            Inputs = [.. claim.Inputs.Select(input => input.Name)],
            Outputs = claim.Outputs,
            TimeoutSeconds = claim.TimeoutSeconds,
            BrokerTimeoutSeconds = claim.BrokerTimeoutSeconds,
        };
    }
}
