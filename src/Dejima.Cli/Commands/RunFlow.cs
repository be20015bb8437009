using System.CommandLine;
using Dejima.Cli.Display;
using Dejima.Cli.Exits;
using Dejima.Cli.Sites;
using Dejima.Cli.Workflows;
using Dejima.Workflows.Runs;
using Dejima.Workflows.Runs.Results;
using Dejima.Workflows.Workflows;
using static Dejima.Contracts.Languages.Language;

namespace Dejima.Cli.Commands;

/// <summary>Runs a plan and shows it: the part that <c>workflow run</c> and <c>module run</c> share.</summary>
internal sealed class RunFlow
{
    private readonly Option<string> _into = CommonOptions.NotEmpty(new Option<string>("--into")
    {
        Description = Say("folder for the run: results, each module's folder, the record", "実行フォルダー（結果、モジュールごとのフォルダー、記録）"),
        HelpName = "DIR",
        Required = true,
    });

    private readonly Option<bool> _force = new("--force")
    {
        Description = Say("use the folder although it holds something", "空でないフォルダーでも使う"),
    };

    private readonly Option<int> _parallel = new("--parallel")
    {
        Description = Say("most modules that run on this computer at a time", "この計算機で同時に動かすモジュール数の上限"),
        HelpName = "N",
        DefaultValueFactory = _ => Environment.ProcessorCount,
    };

    private readonly Option<bool> _quiet = CommonOptions.Quiet();
    private readonly Option<bool> _json = CommonOptions.Json();
    private readonly ConnectionOptions _connection = new();

    public void AddTo(Command command)
    {
        _parallel.Validators.Add(result =>
        {
            if (result.Tokens.Count > 0 && (!int.TryParse(result.Tokens[0].Value, out var count) || count < 1))
                result.AddError(Say("--parallel must be at least 1", "--parallel は 1 以上でなければなりません"));
        });
        foreach (var option in new Option[] { _into, _force, _parallel, _quiet, _json })
            command.Options.Add(option);
        _connection.AddTo(command);
    }

    public async Task<int> RunAsync(WorkflowPlan plan, ParseResult parsed)
    {
        var options = new RunOptions
        {
            Into = parsed.GetRequiredValue(_into),
            Force = parsed.GetValue(_force),
            MaxParallel = parsed.GetValue(_parallel),
        };
        var sites = new SiteCalculations(new SiteResolver(_connection, parsed));
        using var interrupts = new Interrupts();
        using var leaving = interrupts.Second.Register(() => Environment.Exit(ExitCode.Cancelled));
        var notes = new Notes(parsed.GetValue(_quiet));
        var result = await new WorkflowRunner(sites, TimeProvider.System)
            .RunAsync(plan, options, new RunView(notes), interrupts.First).ConfigureAwait(false);
        if (parsed.GetValue(_json))
            JsonOut.Write(result, RunResultJson.Default.RunResult);
        else
            Summary(result, notes);
        return result.Outcome switch
        {
            RunOutcome.Succeeded => ExitCode.Success,
            RunOutcome.Cancelled => ExitCode.Cancelled,
            _ => ExitCode.Failed,
        };
    }

    private static void Summary(RunResult result, Notes notes)
    {
        foreach (var (port, path) in result.Outputs)
            Console.Out.WriteLine($"{port}\t{path}");
        if (result.Failure is not null)
            notes.Say(result.Failure.Message);
        notes.Say(result.Outcome switch
        {
            RunOutcome.Succeeded => Say("the run succeeded", "実行は成功しました"),
            RunOutcome.Cancelled => Say("the run was cancelled", "実行は取り消されました"),
            _ => Say("the run failed", "実行は失敗しました"),
        });
    }
}
