using Dejima.Core.Policies;
using Dejima.Execution.Executors;
using Microsoft.Extensions.Logging;

namespace Dejima.Ssh.Gate;

/// <summary>What everything in a gate works with.</summary>
internal sealed record GateDuty(
    GateOptions Options,
    SitePolicy Policy,
    GateFolder Folder,
    ProcessExecutor Executor,
    ILogger Logger)
{
    /// <summary>The caller's own calculation.</summary>
    /// <exception cref="GateException">There is none.</exception>
    public GateCalculation Own(Guid? id) => id is { } given && Folder.Find(given, Options.User) is { } found
        ? found
        : throw new GateException(GateReasons.Unknown);
}
