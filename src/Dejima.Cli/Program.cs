using System.CommandLine;
using Dejima.Cli.Commands;
using Dejima.Cli.Exits;
using static Dejima.Contracts.Languages.Language;

var root = new RootCommand(Say(
    "Dejima hands steps of a workflow to a computer in another organisation and brings the agreed results back.",
    "Dejima はワークフローの一部を他組織の計算機に任せ、取り決めた結果だけを受け取ります。"))
{
    RunCommand.Create(),
    WaitCommand.Create(),
    StatusCommand.Create(),
    LogsCommand.Create(),
    CancelCommand.Create(),
    FetchCommand.Create(),
};
var parsed = root.Parse(args);
var exitCode = await parsed.InvokeAsync(new InvocationConfiguration { ProcessTerminationTimeout = null }).ConfigureAwait(false);
return parsed.Errors.Count > 0 ? ExitCode.Usage : exitCode;
