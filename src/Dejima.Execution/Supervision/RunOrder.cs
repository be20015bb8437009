using Dejima.Contracts.Calculations;
using Dejima.Core.Policies;
using Dejima.Execution.Workspaces;

namespace Dejima.Execution.Supervision;

/// <summary>What a supervisor is to run: the content of <c>run.json</c>, which only the owner can read.</summary>
public sealed record RunOrder
{
    /// <summary>The calculation's id.</summary>
    public required Guid Calculation { get; init; }

    /// <summary>The program (absolute path) and its arguments.</summary>
    public required IReadOnlyList<string> Arguments { get; init; }

    /// <summary>The command's whole environment, see <see cref="CommandEnvironment"/>.</summary>
    public required IReadOnlyDictionary<string, string> Environment { get; init; }

    /// <summary>The working directory.</summary>
    public required string Workspace { get; init; }

    /// <summary>The longest it may run; null for no limit.</summary>
    public TimeLimit? Timeout { get; init; }

    /// <summary>The most that is kept of each of its two logs, in bytes; null for no limit.</summary>
    public long? LogBytes { get; init; }

    /// <summary>The time after the interrupt, and again after the terminate, before the next step of stopping, in seconds.</summary>
    public required double GraceSeconds { get; init; }

    /// <summary>What the policy's yes comes to.</summary>
    /// <param name="calculation">The calculation's id.</param>
    /// <param name="accepted">The policy's answer.</param>
    /// <param name="workspace">The working directory.</param>
    /// <param name="state">Where its temporary files go.</param>
    /// <param name="own">Gives a variable of this process, null when it is not set.</param>
    public static RunOrder Of(
        Guid calculation, PolicyDecision.Accepted accepted, Workspace workspace, StateFolder state, Func<string, string?> own) => new()
        {
            Calculation = calculation,
            Arguments = accepted.Arguments,
            Environment = CommandEnvironment.Of(accepted.Environment, state.Temporary, own),
            Workspace = workspace.Folder,
            Timeout = accepted.Timeout,
            GraceSeconds = accepted.Command.Grace.TotalSeconds,
        };
}
