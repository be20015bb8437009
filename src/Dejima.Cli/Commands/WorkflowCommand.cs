using System.CommandLine;
using Dejima.Cli.Exits;
using Dejima.Client.Handout;
using Dejima.Workflows.Workflows;
using static Dejima.Contracts.Languages.Language;

namespace Dejima.Cli.Commands;

/// <summary><c>dejima workflow</c>: runs and checks workflows.</summary>
internal static class WorkflowCommand
{
    public static Command Create() => new("workflow", Say("Run or check a workflow.", "ワークフローを実行・検査します。")) { Run(), Check() };

    private static Command Run()
    {
        var command = new Command("run", Say(
            "Run a workflow's modules, as many at once as it allows.\n\n" +
            "  dejima workflow run workflow.yaml --into results\n" +
            "  dejima workflow run workflow.yaml -i yield-strength=mine.dat --sites sites.yaml --into results",
            "ワークフローのモジュールを、可能なかぎり並行して実行します。\n\n" +
            "  dejima workflow run workflow.yaml --into results\n" +
            "  dejima workflow run workflow.yaml -i yield-strength=mine.dat --sites sites.yaml --into results"));
        var (file, inputs, flow) = (File(), Inputs(), new RunFlow());
        command.Arguments.Add(file);
        command.Options.Add(inputs);
        flow.AddTo(command);
        command.SetAction((parsed, _) => Failures.GuardAsync(() => flow.RunAsync(
            WorkflowPlan.Load(parsed.GetRequiredValue(file), Given(parsed.GetValue(inputs) ?? [])), parsed)));
        return command;
    }

    private static Command Check()
    {
        var command = new Command("check", Say(
            "Check a workflow, its modules and inputs without running anything.", "何も実行せずに、ワークフロー・モジュール・入力を検査します。"));
        var (file, inputs) = (File(), Inputs());
        command.Arguments.Add(file);
        command.Options.Add(inputs);
        command.SetAction((parsed, _) => Failures.GuardAsync(() =>
        {
            var plan = WorkflowPlan.Load(parsed.GetRequiredValue(file), Given(parsed.GetValue(inputs) ?? []));
            Console.Out.WriteLine(Say(
                $"{plan.Workflow.Name}: {plan.Steps.Count} modules, no errors", $"{plan.Workflow.Name}: モジュール {plan.Steps.Count} 個、誤りなし"));
            return Task.FromResult(ExitCode.Success);
        }));
        return command;
    }

    private static Argument<string> File() => new("WORKFLOW") { Description = Say("a workflow.yaml", "workflow.yaml") };

    private static Option<string[]> Inputs() => new("--input", "-i")
    {
        Description = Say("what an input port gets: a file, or a value; may be repeated", "入力ポートに与えるファイルまたは値（繰り返し可）"),
        HelpName = "PORT=FILE",
    };

    private static Dictionary<string, string> Given(string[] texts)
    {
        var given = new Dictionary<string, string>();
        foreach (var text in texts)
        {
            var parts = text.Split('=', 2);
            if (parts.Length != 2 || !given.TryAdd(parts[0], parts[1]))
                throw new WorkException(Say(
                    $"'-i {text}' is not PORT=FILE, or the port is given twice.", $"'-i {text}' は PORT=FILE の形でないか、ポートが重複しています。"));
        }

        return given;
    }
}
