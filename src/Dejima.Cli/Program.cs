using System.CommandLine;
using System.CommandLine.Invocation;
using Dejima.Cli.Commands;
using Dejima.Cli.Exits;
using static Dejima.Contracts.Languages.Language;

if (SuperviseCommand.Is(args))
    return SuperviseCommand.Run(args);
if (GateCommand.Find(args) is { } gate)
    return await gate.ConfigureAwait(false);

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
    WorkflowCommand.Create(),
    ModuleCommand.Create(),
    AgentCommand.Create(),
    GateCommand.Create(),
    SiteCommand.Create(),
    CompatCommand.Create(),
};
var parsed = root.Parse(args);
if (parsed.Action is ParseErrorAction)
{
    foreach (var error in parsed.Errors)
        await Console.Error.WriteLineAsync($"dejima: {error.Message}").ConfigureAwait(false);
    var path = string.Join(' ', parsed.CommandResult.PathToRoot());
    await Console.Error.WriteLineAsync(Say($"See: {path} --help", $"使い方: {path} --help")).ConfigureAwait(false);
    return ExitCode.Usage;
}

return await parsed.InvokeAsync(new InvocationConfiguration { ProcessTerminationTimeout = null }).ConfigureAwait(false);
