using System.CommandLine;
using Dejima.Cli.Exits;
using Dejima.Client.Handout;
using Dejima.Workflows.Workflows;
using static Dejima.Contracts.Languages.Language;

namespace Dejima.Cli.Commands;

/// <summary><c>dejima module</c>: runs one module on its own.</summary>
internal static class ModuleCommand
{
    public static Command Create() => new("module", Say("Run a module on its own.", "モジュールを単独で実行します。")) { Run() };

    private static Command Run()
    {
        var command = new Command("run", Say(
            "Run a module; its input ports are options.\n\n" +
            "  dejima module run cyclic-curve.yaml --yield-strength ys.dat --tensile-strength ts.dat --into results",
            "モジュールを実行します。入力ポートがそのままオプションになります。\n\n" +
            "  dejima module run cyclic-curve.yaml --yield-strength ys.dat --tensile-strength ts.dat --into results"))
        {
            TreatUnmatchedTokensAsErrors = false,
        };
        var file = new Argument<string>("MODULE") { Description = Say("a module's YAML file", "モジュールの YAML ファイル") };
        var flow = new RunFlow();
        command.Arguments.Add(file);
        flow.AddTo(command);
        command.SetAction((parsed, _) => Failures.GuardAsync(() => flow.RunAsync(
            WorkflowPlan.LoadModule(parsed.GetRequiredValue(file), Ports(parsed.UnmatchedTokens)), parsed)));
        return command;
    }

    private static Dictionary<string, string> Ports(IReadOnlyList<string> tokens)
    {
        var ports = new Dictionary<string, string>();
        for (var i = 0; i < tokens.Count; i += 2)
        {
            if (!tokens[i].StartsWith("--", StringComparison.Ordinal) || i + 1 == tokens.Count)
                throw new WorkException(Say($"'{tokens[i]}' is not --PORT FILE.", $"'{tokens[i]}' は --PORT FILE の形ではありません。"));
            if (!ports.TryAdd(tokens[i][2..], tokens[i + 1]))
                throw new WorkException(Say($"The port '{tokens[i][2..]}' is given twice.", $"ポート '{tokens[i][2..]}' が重複しています。"));
        }

        return ports;
    }
}
