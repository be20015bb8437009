using System.CommandLine;
using Dejima.Agent;
using Dejima.Cli.Display;
using Dejima.Cli.Exits;
using Dejima.Platform;
using Microsoft.Extensions.Logging;
using static Dejima.Contracts.Languages.Language;

namespace Dejima.Cli.Commands;

/// <summary><c>dejima agent</c>: the site's process that asks the broker for work (R-W2).</summary>
internal static class AgentCommand
{
    public static Command Create()
    {
        var command = new Command("agent", Say(
            "Serve a site: ask its broker for work and run what the policy allows.\n\n" +
            "  dejima agent --policy /etc/dejima/site.yaml\n\n" +
            "Stop it with SIGTERM or Ctrl-C; running commands go on, and the next agent takes them up.",
            "サイトとして働きます。ブローカーに仕事を尋ね、ポリシーが許すものを実行します。\n\n" +
            "  dejima agent --policy /etc/dejima/site.yaml\n\n" +
            "SIGTERM か Ctrl-C で止まります。実行中のコマンドは続き、次のエージェントが引き継ぎます。"));
        var policy = new Option<string>("--policy")
        {
            Description = Say("the site's policy, site.yaml", "サイトのポリシー site.yaml"), HelpName = "FILE", Required = true,
        };
        var level = new Option<LogLevel>("--log-level")
        {
            Description = Say("least severe messages to log", "記録する最低の重要度"),
            DefaultValueFactory = _ => LogLevel.Information,
        };
        command.Options.Add(policy);
        command.Options.Add(level);
        command.SetAction((parsed, _) => Failures.GuardAsync(async () =>
        {
            using var interrupts = new Interrupts();
            using var logs = LoggerFactory.Create(builder => Logs.ToStderr(builder, parsed.GetValue(level)));
            using var service = new ServiceManager(Environment.GetEnvironmentVariable);
            using var stopping = interrupts.First.Register(service.Stopping);
            var options = new AgentOptions { PolicyFile = parsed.GetRequiredValue(policy), Service = service };
            await SiteAgent.RunAsync(options, logs, interrupts.First).ConfigureAwait(false);
            return ExitCode.Success;
        }));
        return command;
    }
}
