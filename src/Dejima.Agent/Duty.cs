using Dejima.Agent.Broker;
using Dejima.Agent.Local;
using Dejima.Client;
using Dejima.Execution.Executors;
using Microsoft.Extensions.Logging;

namespace Dejima.Agent;

/// <summary>What everything in an agent works with.</summary>
internal sealed record Duty(
    AgentClient Client,
    Persistence Broker,
    PolicyFile Policies,
    Records Records,
    IExecutor Executor,
    TimeProvider Time,
    Func<string, string?> Variable,
    ILogger Logger);
