using Dejima.Agent.Broker;
using Dejima.Agent.Local;
using Dejima.Client;
using Dejima.Execution.Executors;
using Dejima.Platform;
using Microsoft.Extensions.Logging;

namespace Dejima.Agent;

/// <summary>What everything in an agent works with.</summary>
internal sealed record Duty(
    AgentClient Client,
    Persistence Broker,
    PolicyFile Policies,
    Records Records,
    IExecutor Executor,
    RoomPause Room,
    TimeProvider Time,
    Func<string, string?> Variable,
    ILogger Logger)
{
    /// <summary>Who is told how the agent is.</summary>
    public ServiceManager Service { get; init; } = ServiceManager.None;

    /// <summary>Hears of each turn of the main loop.</summary>
    public Action Turn { get; init; } = () => { };
}
