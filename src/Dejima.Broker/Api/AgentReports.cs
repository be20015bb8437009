using Dejima.Broker.Access;
using Dejima.Broker.Storage;
using Dejima.Core.Calculations;

namespace Dejima.Broker.Api;

/// <summary>Passes an agent's report on to the state machine, which checks the fence.</summary>
internal sealed class AgentReports(CalculationAccess calculations, CalculationStore store, Statuses statuses)
{
    /// <summary>Answers with the status afterwards.</summary>
    /// <exception cref="RefusedException">Not of this agent's site, a stale epoch, or not now.</exception>
    public async Task<IResult> Happens(Guid id, Caller caller, HttpContext context, Func<int, CalculationEvent> report)
    {
        await calculations.OfAgent(caller, id, context.RequestAborted);
        return statuses.Answer(await store.Apply(id, report(CalculationAccess.EpochOf(context))));
    }
}
