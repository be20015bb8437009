namespace Dejima.Broker.Commands;

/// <summary>A command cannot do what it was asked for; the message is for the person at the terminal.</summary>
internal sealed class CommandException(string message, int exitCode = ExitCode.Failed) : Exception(message)
{
    /// <summary>What the program ends with.</summary>
    public int ExitCode { get; } = exitCode;
}
