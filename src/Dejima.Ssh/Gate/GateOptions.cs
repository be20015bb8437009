using Dejima.Execution.Executors;

namespace Dejima.Ssh.Gate;

/// <summary>What a gate is started with: the forced command's own words, and what <c>sshd</c> tells it.</summary>
public sealed record GateOptions
{
    /// <summary>The path of <c>site.yaml</c>.</summary>
    public required string PolicyFile { get; init; }

    /// <summary>Whose key it is (R-G10): from the <c>authorized_keys</c> line, never from the host.</summary>
    public required string User { get; init; }

    /// <summary>What the host asked to run (<c>SSH_ORIGINAL_COMMAND</c>); null when it asked for a shell.</summary>
    public required string? Asked { get; init; }

    /// <summary>How supervisors are started.</summary>
    public SupervisorProgram Supervisor { get; init; } = SupervisorProgram.Own;

    /// <summary>The clock.</summary>
    public TimeProvider Time { get; init; } = TimeProvider.System;

    /// <summary>Gives an environment variable's value, null when it is not set.</summary>
    public Func<string, string?> Variable { get; init; } = Environment.GetEnvironmentVariable;
}
