using Dejima.Agent.Broker;
using Dejima.Agent.Calculations;
using Dejima.Agent.Local;
using Dejima.Client;
using Dejima.Client.Calls;
using Dejima.Client.Connections;
using Dejima.Execution.Executors;
using Dejima.Execution.Workspaces;
using Dejima.Platform;
using Microsoft.Extensions.Logging;
using static Dejima.Contracts.Languages.Language;

namespace Dejima.Agent;

/// <summary>The site's process that asks the broker for work: <c>dejima agent --policy site.yaml</c>.</summary>
public static partial class SiteAgent
{
    // One call's own patience; what goes on for longer is logged and tried again for ever.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);
    // Longer than the longest poll, a try of it again and the pause before that: a loop that has not gone round by then hangs.
    private static readonly TimeSpan LongestTurn = TimeSpan.FromMinutes(5);

    /// <summary>Serves the site until <paramref name="stop"/>. Commands run on then, and the next agent adopts them.</summary>
    /// <exception cref="Core.Documents.DocumentException">The policy is not valid.</exception>
    /// <exception cref="SetupException">Something else at this end must be mended first; says what.</exception>
    public static async Task RunAsync(AgentOptions options, ILoggerFactory logs, CancellationToken stop)
    {
        ArgumentNullException.ThrowIfNull(options);
        var logger = logs.CreateLogger("Dejima.Agent");
        var policies = PolicyFile.Open(options.PolicyFile, logger);
        var policy = policies.Current;
        var access = policy.Broker ?? throw new SetupException(Say(
            $"'{options.PolicyFile}' names no broker. Add: broker: {{ url: \"https://HOST:PORT\", token-file: FILE }}",
            $"'{options.PolicyFile}' にブローカーがありません。broker: {{ url: \"https://HOST:PORT\", token-file: FILE }} を加えてください。"));
        var address = new BrokerAddress
        {
            Url = BrokerAddress.ParseUrl(access.Url.AbsoluteUri) ?? access.Url,
            TokenFile = access.TokenFile,
            CaFile = access.CaFile,
            Proxy = access.Proxy,
        };
        using var http = BrokerHttp.Open(address, Patience, options.Time);
        using var records = Records.Open(policy.State ?? StateRoot.DefaultFolder("sites", policy.Site, options.Variable));
        using var executor = new ProcessExecutor(options.Supervisor);
        executor.KeepReady();
        LogStarts(logger, HttpClients.Version, policy.Site, access.Url.Host, access.Url.Port, string.Join(", ", policy.Commands.Keys), policy.Parallel);
        using var heartbeat = new Heartbeat(options.Service, LongestTurn, options.Time);
        using var reloads = options.Service.OnReload(policies.LookAgain);
        var duty = new Duty(
            new AgentClient(http), new Persistence(options.Time, logger), policies, records,
            executor, new RoomPause(options.Time), options.Time, options.Variable, logger) { Service = options.Service, Turn = heartbeat.Turn };
        options.Service.Ready();
        await new ClaimLoop(duty).RunAsync(stop).ConfigureAwait(false);
        LogStops(logger, policy.Site);
    }

    [LoggerMessage(LogLevel.Information, "Agent {Version} of site {Site} asks the broker at {Host}:{Port}; it offers {Commands}, {Parallel} at once.")]
    private static partial void LogStarts(ILogger logger, string version, string site, string host, int port, string commands, int parallel);

    [LoggerMessage(LogLevel.Information, "Agent of site {Site} stops; running commands go on.")]
    private static partial void LogStops(ILogger logger, string site);
}
