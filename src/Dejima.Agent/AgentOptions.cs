using Dejima.Execution.Executors;
using Dejima.Platform;

namespace Dejima.Agent;

/// <summary>What an agent is started with.</summary>
public sealed record AgentOptions
{
    /// <summary>The path of <c>site.yaml</c>.</summary>
    public required string PolicyFile { get; init; }

    /// <summary>How supervisors are started.</summary>
    public SupervisorProgram Supervisor { get; init; } = SupervisorProgram.Own;

    /// <summary>The clock.</summary>
    public TimeProvider Time { get; init; } = TimeProvider.System;

    /// <summary>Gives an environment variable's value, null when it is not set.</summary>
    public Func<string, string?> Variable { get; init; } = Environment.GetEnvironmentVariable;

    /// <summary>Who is told how the agent is.</summary>
    public ServiceManager Service { get; init; } = ServiceManager.None;
}
