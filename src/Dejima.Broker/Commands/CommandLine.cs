using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;
using Dejima.Core.Documents;
using static Dejima.Contracts.Languages.Language;

namespace Dejima.Broker.Commands;

/// <summary>The program's command line.</summary>
internal static class CommandLine
{
    /// <summary>Runs it.</summary>
    /// <returns>The exit code, see <see cref="ExitCode"/>.</returns>
    public static async Task<int> Run(string[] args)
    {
        var parsed = Root().Parse(args);
        if (parsed.Action is ParseErrorAction)
            return await Misused(parsed);
        try
        {
            // The server ends itself on a signal; the other commands are too short to need it.
            return await parsed.InvokeAsync(new InvocationConfiguration
            {
                EnableDefaultExceptionHandler = false,
                ProcessTerminationTimeout = null,
            });
        }
        catch (CommandException failed)
        {
            await Console.Error.WriteLineAsync(failed.Message);
            return failed.ExitCode;
        }
        catch (DocumentException invalid)
        {
            foreach (var error in invalid.Errors)
                await Console.Error.WriteLineAsync(error.ToString());
            return ExitCode.Configuration;
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            await Console.Error.WriteLineAsync(failure.Message);
            return ExitCode.Failed;
        }
    }

    private static RootCommand Root()
    {
        var root = new RootCommand(Say(
            "The broker between hosts that hand out calculations and sites that run them.",
            "計算を依頼する側と実行する側の間に立つブローカーです。"))
        {
            ServeCommand.Make(),
            TokenCommands.Make(),
            UserCommands.Make(),
            SiteCommands.Make(),
            CertificateCommand.Make(),
            GcCommand.Make(),
        };
        var help = root.Options.OfType<HelpOption>().Single();
        help.Action = new HelpWithExamples((SynchronousCommandLineAction)help.Action!);
        return root;
    }

    private static async Task<int> Misused(ParseResult parsed)
    {
        foreach (var error in parsed.Errors)
            await Console.Error.WriteLineAsync(error.Message);
        var command = parsed.CommandResult.Command;
        var path = command is RootCommand ? string.Empty : $" {PathOf(command)}";
        await Console.Error.WriteLineAsync(Say($"See: dejima-broker{path} --help", $"使い方: dejima-broker{path} --help"));
        return ExitCode.Usage;
    }

    private static string PathOf(Command command) =>
        command.Parents.OfType<Command>().FirstOrDefault(parent => parent is not RootCommand) is { } parent
            ? $"{PathOf(parent)} {command.Name}"
            : command.Name;
}
