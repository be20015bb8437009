using Dejima.Execution.Executors;
using Dejima.Execution.Supervision;

namespace Dejima.Cli.Commands;

/// <summary>The hidden verb that an agent starts: one command's supervisor.</summary>
internal static class SuperviseCommand
{
    /// <summary>Whether these are the arguments of a supervisor. Looked at before the command line is built: it must start fast.</summary>
    public static bool Is(string[] args) => args is [SupervisorProgram.Verb, _];

    public static int Run(string[] args) => Supervisor.Run(args[1]);
}
