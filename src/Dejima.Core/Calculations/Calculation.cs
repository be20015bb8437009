using System.Collections.Immutable;
using Dejima.Contracts.Calculations;
using Dejima.Contracts.Leases;
using Dejima.Core.Leases;

namespace Dejima.Core.Calculations;

/// <summary>One calculation as the broker holds it: a value that only <see cref="CalculationMachine"/> changes.</summary>
public sealed record Calculation
{
    /// <summary>The id the host made.</summary>
    public required Guid Id { get; init; }

    /// <summary>Whose it is.</summary>
    public required string User { get; init; }

    /// <summary>What was asked for. Parameters are emptied when the payload is deleted.</summary>
    public required CalculationRequest Request { get; init; }

    /// <summary>The broker's time limits.</summary>
    public required Limits Limits { get; init; }

    /// <summary>The site's time limits, as its agents told them; null before they did.</summary>
    public SiteTimes? SiteTimes { get; init; }

    /// <summary>Where it stands.</summary>
    public CalculationState State { get; init; } = CalculationState.Registered;

    /// <summary>Names of the inputs that are whole and verified.</summary>
    public ImmutableHashSet<string> ReceivedInputs { get; init; } = [];

    /// <summary>The outputs, in the order of the request.</summary>
    public ImmutableArray<OutputStatus> Outputs { get; init; } = [];

    /// <summary>Its site says that it may be started again when its agent is lost.</summary>
    public bool Restartable { get; init; }

    /// <summary>The last lease; still set after it ran out, so that its agent may come back.</summary>
    public Lease? Lease { get; init; }

    /// <summary>The last epoch given out; 0 before the first claim.</summary>
    public int Epoch { get; init; }

    /// <summary>The host wants it to end.</summary>
    public bool CancelRequested { get; init; }

    /// <summary>The limit that it ran longer than; set when the site had not stopped it itself.</summary>
    public TimeLimit? Overran { get; init; }

    /// <summary>Whether the agent is to stop it.</summary>
    public bool StopRequested => CancelRequested || Overran is not null;

    /// <summary>The command's exit code.</summary>
    public int? ExitCode { get; init; }

    /// <summary>Why it ended as it did.</summary>
    public Reason? Reason { get; init; }

    /// <summary>The end that the agent's report leads to once the outputs are here; then the end itself.</summary>
    public CalculationState? Outcome { get; init; }

    /// <summary>When it was registered (UTC), as are the times below.</summary>
    public required DateTimeOffset RegisteredAt { get; init; }

    /// <summary>When it was released.</summary>
    public DateTimeOffset? ReleasedAt { get; init; }

    /// <summary>When it was last put back among those that wait; their order is by this, else by the release.</summary>
    public DateTimeOffset? RequeuedAt { get; init; }

    /// <summary>When it last lost a run and waits, or waited, to be started again.</summary>
    public DateTimeOffset? RestartedAt { get; init; }

    /// <summary>When its command was started.</summary>
    public DateTimeOffset? StartedAt { get; init; }

    /// <summary>When it reached its outcome.</summary>
    public DateTimeOffset? EndedAt { get; init; }

    /// <summary>A freshly registered calculation.</summary>
    public static Calculation Register(
        Guid id, string user, CalculationRequest request, Limits limits, DateTimeOffset now) => new()
        {
            Id = id,
            User = user,
            Request = request,
            Limits = limits,
            RegisteredAt = now,
            Outputs = [.. request.Outputs.Select(name => new OutputStatus(name, OutputState.Declared))],
        };

    /// <summary>Inputs that are not whole yet.</summary>
    public ImmutableArray<string> MissingInputs() =>
        [.. Request.Inputs.Select(input => input.Name).Where(name => !ReceivedInputs.Contains(name))];

    /// <summary>Outputs that were announced and are not whole yet.</summary>
    public ImmutableArray<string> MissingOutputs() =>
        [.. Outputs.Where(output => output.State == OutputState.Announced).Select(output => output.Name)];
}
