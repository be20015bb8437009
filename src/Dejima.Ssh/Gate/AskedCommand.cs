using Dejima.Ssh.Protocol;
using static Dejima.Contracts.Languages.Language;

namespace Dejima.Ssh.Gate;

/// <summary>What a host asked <c>sshd</c> to run, taken apart. No shell ever sees it.</summary>
internal abstract record AskedCommand
{
    private AskedCommand()
    {
    }

    /// <summary>Takes the text apart.</summary>
    /// <param name="text"><c>SSH_ORIGINAL_COMMAND</c>; null when a shell was asked for.</param>
    public static AskedCommand Parse(string? text)
    {
        var words = (text ?? string.Empty).Split(' ');
        if (text == GateGreeting.ControlCommand)
            return new Control();
        if (words is ["dejima-gate", ..])
            return new Refused(Say(
                $"This gate speaks version {GateGreeting.Version} only; update Dejima at the older end.",
                $"このゲートはバージョン {GateGreeting.Version} のみに対応します。古い側の Dejima を更新してください。"));
        if (words is [GateGreeting.Receive or GateGreeting.Send, var id, .. var rsync] && Guid.TryParseExact(id, "D", out var calculation))
        {
            var send = words[0] == GateGreeting.Send;
            if (RsyncWords.Check(rsync, send))
                return new Transfer(calculation, send, rsync);
        }

        return new Refused(Say(
            "This key may only be used by `dejima run` and the like, for the commands that the site's policy offers.",
            "この鍵は、サイトのポリシーが提供するコマンドのために dejima run などからのみ使えます。"));
    }

    /// <summary>A control session.</summary>
    public sealed record Control : AskedCommand;

    /// <summary>rsync's server side, in one workspace.</summary>
    /// <param name="Calculation">Whose workspace.</param>
    /// <param name="Send">Whether it reads the workspace, or writes into it.</param>
    /// <param name="Words">rsync's own words, all of them acceptable.</param>
    public sealed record Transfer(Guid Calculation, bool Send, IReadOnlyList<string> Words) : AskedCommand;

    /// <summary>Nothing that a gate does.</summary>
    /// <param name="Message">For the caller.</param>
    public sealed record Refused(string Message) : AskedCommand;
}
