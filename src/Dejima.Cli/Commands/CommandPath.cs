using System.CommandLine.Parsing;

namespace Dejima.Cli.Commands;

/// <summary>Names a command as it is typed.</summary>
internal static class CommandPath
{
    public static IEnumerable<string> PathToRoot(this CommandResult command) =>
        command.Parent is CommandResult parent ? [.. parent.PathToRoot(), command.Command.Name] : [command.Command.Name];
}
