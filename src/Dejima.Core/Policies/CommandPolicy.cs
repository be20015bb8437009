namespace Dejima.Core.Policies;

/// <summary>One command the site offers. How it is run is the site's secret (R-G7): none of this reaches the host.</summary>
public sealed record CommandPolicy
{
    /// <summary>The name hosts ask for.</summary>
    public required string Name { get; init; }

    /// <summary>The program (absolute) and its arguments, in which <c>{name}</c> stands for a parameter's value.</summary>
    public required IReadOnlyList<string> Run { get; init; }

    /// <summary>The parameters a host may give, by name.</summary>
    public IReadOnlyDictionary<string, ParameterRule> Parameters { get; init; } = new Dictionary<string, ParameterRule>();

    /// <summary>The inputs a host must send.</summary>
    public IReadOnlyList<string> Inputs { get; init; } = [];

    /// <summary>The inputs a host may send besides.</summary>
    public IReadOnlyList<string> OptionalInputs { get; init; } = [];

    /// <summary>The files a host may ask for.</summary>
    public IReadOnlyList<string> Outputs { get; init; } = [];

    /// <summary>Variables that the command finds in its environment.</summary>
    public IReadOnlyDictionary<string, string> Environment { get; init; } = new Dictionary<string, string>();

    /// <summary>The longest it may run; null for no limit of the site's.</summary>
    public TimeSpan? Timeout { get; init; }

    /// <summary>Whether it may be started again when the agent that ran it is lost.</summary>
    public bool Restartable { get; init; }

    /// <summary>When it is stopped: the time after the interrupt, and again after the terminate, before the next step.</summary>
    public TimeSpan Grace { get; init; } = TimeSpan.FromSeconds(5);
}
