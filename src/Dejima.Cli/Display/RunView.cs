using Dejima.Workflows.Runs;
using Dejima.Workflows.Runs.Results;
using static Dejima.Contracts.Languages.Language;

namespace Dejima.Cli.Display;

/// <summary>A workflow's run as lines on stderr: each module's entry, states at its site, output and end.</summary>
internal sealed class RunView(Notes notes) : IRunObserver
{
    private int _width;

    public void On(RunEvent happened)
    {
        switch (happened)
        {
            case RunEvent.RunStarted started:
                _width = started.Plan.Steps.Max(step => step.Name.Length);
                notes.Say(Say($"run {started.Id} in {started.Folder}", $"実行 {started.Id}（{started.Folder}）"));
                break;
            case RunEvent.ModuleStarted started:
                Line(started.Step, Say("started", "開始"));
                break;
            case RunEvent.ModuleProgress progress:
                Line(progress.Step, Say($"at its site: {StateWords.Of(progress.State)}", $"サイトにて: {StateWords.Of(progress.State)}"));
                break;
            case RunEvent.ModuleNotice notice:
                Line(notice.Step, notice.Text);
                break;
            case RunEvent.ModuleOutput output:
                Line(output.Step, $"| {Printable.Of(output.Line)}");
                break;
            case RunEvent.ModuleEnded ended:
                Line(ended.Result.Step, Ending(ended.Result));
                break;
            default:
                break;
        }
    }

    internal static string Ending(ModuleResult result)
    {
        var took = result is { StartedAt: { } from, EndedAt: { } to } ? $" ({Units.Time(to - from)})" : string.Empty;
        return result.Outcome switch
        {
            ModuleOutcome.Succeeded => Say("succeeded", "成功") + took,
            ModuleOutcome.Failed => Say("failed", "失敗") + took + (result.Failure is { } failure ? $": {failure.Message}" : string.Empty),
            ModuleOutcome.Cancelled => Say("cancelled", "取消"),
            ModuleOutcome.Skipped => Say(
                $"not started: {string.Join(", ", result.Because)} did not succeed", $"未実行: {string.Join(", ", result.Because)} が成功しませんでした"),
            _ => result.Outcome.ToString(),
        };
    }

    private void Line(string step, string text) => notes.Say($"{step.PadRight(_width)}  {text}");
}
