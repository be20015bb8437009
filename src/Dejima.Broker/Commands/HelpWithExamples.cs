using System.CommandLine;
using System.CommandLine.Invocation;
using static Dejima.Contracts.Languages.Language;

namespace Dejima.Broker.Commands;

/// <summary>The usual help, with the examples of the command and of those below it.</summary>
internal sealed class HelpWithExamples(SynchronousCommandLineAction usual) : SynchronousCommandLineAction
{
    /// <inheritdoc/>
    public override int Invoke(ParseResult parseResult)
    {
        var code = usual.Invoke(parseResult);
        var output = parseResult.InvocationConfiguration.Output;
        output.WriteLine(Say("Examples:", "例:"));
        foreach (var example in Below(parseResult.CommandResult.Command))
            output.WriteLine("  " + example);
        return code;
    }

    private static IEnumerable<string> Below(Command command) =>
        (command is ExampleCommand { Examples: var own } ? own : []).Concat(command.Subcommands.SelectMany(Below));
}
