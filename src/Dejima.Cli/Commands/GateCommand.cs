using System.CommandLine;
using Dejima.Ssh.Gate;
using static Dejima.Contracts.Languages.Language;

namespace Dejima.Cli.Commands;

/// <summary><c>dejima gate</c>: the forced command by which hosts reach a site over SSH (R-S6).</summary>
internal static class GateCommand
{
    /// <summary>
    /// The gate as <c>sshd</c> starts it, or a process that waits for its turn. Looked for before the command line is
    /// built: a host waits for every session of it.
    /// </summary>
    /// <returns>Its end; null when it is something else that was asked for.</returns>
    public static Task<int>? Find(string[] args) => args switch
    {
        ["gate", "--policy", var policy, "--user", var user] => RunAsync(policy, user),
        [GateTurn.Verb, var policy, var id] when Guid.TryParse(id, out var calculation) =>
            GateTurn.RunAsync(Options(policy, "turn"), calculation, CancellationToken.None),
        _ => null,
    };

    public static Command Create()
    {
        var command = new Command("gate", Say(
            "Let a host in over SSH, for what the policy allows. Not typed by hand: it is the forced command of the host's key in authorized_keys, a line that `dejima site authorize` prints.",
            "ポリシーが許す範囲でホストを SSH から受け入れます。手で実行するものではなく、ホストの鍵の強制コマンドとして authorized_keys に書きます（その行は dejima site authorize が出力します）。"));
        var policy = new Option<string>("--policy") { Description = Say("the site's policy, site.yaml", "サイトのポリシー site.yaml"), HelpName = "FILE", Required = true };
        var user = new Option<string>("--user") { Description = Say("whose key it is", "鍵の利用者名"), HelpName = "NAME", Required = true };
        command.Options.Add(policy);
        command.Options.Add(user);
        command.SetAction((parsed, _) => RunAsync(parsed.GetRequiredValue(policy), parsed.GetRequiredValue(user)));
        return command;
    }

    private static async Task<int> RunAsync(string policy, string user)
    {
        var (input, output) = (Console.OpenStandardInput(), Console.OpenStandardOutput());
        await using var _ = input.ConfigureAwait(false);
        await using var __ = output.ConfigureAwait(false);
        return await SiteGate.RunAsync(Options(policy, user), input, output, CancellationToken.None).ConfigureAwait(false);
    }

    private static GateOptions Options(string policy, string user) => new()
    {
        PolicyFile = policy,
        User = user,
        Asked = Environment.GetEnvironmentVariable("SSH_ORIGINAL_COMMAND"),
    };
}
