using Dejima.Core.Documents;
using Dejima.Ssh.Protocol;
using Microsoft.Extensions.Logging;
using static Dejima.Contracts.Languages.Language;

namespace Dejima.Ssh.Gate;

/// <summary>The site's forced command that a host reaches over SSH: <c>dejima gate --policy site.yaml</c> (R-S6).</summary>
public static partial class SiteGate
{
    /// <summary>What a session that was not let in ends with (sysexits.h: EX_NOPERM).</summary>
    public const int Refused = 77;

    private const int MostLogged = 200;

    /// <summary>Whether this computer has the rsync that a gate needs.</summary>
    public static bool HasRsync => RsyncServer.Program is not null;

    /// <summary>Whether this kernel can fence that rsync in its workspace.</summary>
    public static bool HasFence => Landlock.IsAvailable;

    /// <summary>Serves one session of a host.</summary>
    /// <param name="options">What the gate is started with.</param>
    /// <param name="input">From the host.</param>
    /// <param name="output">To the host.</param>
    /// <param name="cancellationToken">Ends the session; commands go on.</param>
    /// <returns>The process's exit code.</returns>
    public static async Task<int> RunAsync(GateOptions options, Stream input, Stream output, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(options);
        try
        {
            using var opened = GateOpening.Open(options);
            return await ServeAsync(opened.Value, input, output, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception unusable) when (unusable is DocumentException or IOException or UnauthorizedAccessException)
        {
            // What is wrong with the policy is the site's business: its administrator sees it with `dejima site check`.
            return Refuse(GateReasons.Unusable.Message);
        }
    }

    private static async Task<int> ServeAsync(GateDuty duty, Stream input, Stream output, CancellationToken cancellationToken)
    {
        switch (AskedCommand.Parse(duty.Options.Asked))
        {
            case AskedCommand.Control:
                using (var session = new ControlSession(duty, input, output))
                    await session.RunAsync(cancellationToken).ConfigureAwait(false);
                return 0;
            case AskedCommand.Transfer transfer:
                try
                {
                    await Transferring.RunAsync(duty, transfer, cancellationToken).ConfigureAwait(false);
                    return Refuse(GateReasons.Trouble.Message);
                }
                catch (GateException no)
                {
                    return Refuse(no.Message);
                }

            case AskedCommand.Refused refused:
                LogRefused(duty.Logger, duty.Options.User, duty.Options.Asked is { } asked ? asked[..Math.Min(asked.Length, MostLogged)] : "a shell");
                return Refuse(refused.Message);
            default:
                return Refuse(GateReasons.Trouble.Message);
        }
    }

    private static int Refuse(string message)
    {
        Console.Error.WriteLine($"dejima gate: {message}");
        return Refused;
    }

    [LoggerMessage(LogLevel.Warning, "The key of {User} asked for what it may not have: {Asked}")]
    private static partial void LogRefused(ILogger logger, string user, string asked);
}
