namespace Dejima.Execution.Executors;

/// <summary>How a supervisor is started: a program and the arguments before the state folder's path.</summary>
/// <param name="File">Absolute path.</param>
/// <param name="Arguments">Without the program's own name.</param>
public sealed record SupervisorProgram(string File, IReadOnlyList<string> Arguments)
{
    /// <summary>The hidden verb of <c>dejima</c>.</summary>
    public const string Verb = "supervise";

    /// <summary>This very program.</summary>
    public static SupervisorProgram Own { get; } = new(
        Environment.ProcessPath ?? throw new InvalidOperationException("this program does not know its own path"), [Verb]);
}
