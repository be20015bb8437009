using Dejima.Broker.Payloads;
using Dejima.Broker.Waiting;
using Dejima.Core.Calculations;

namespace Dejima.Broker.Storage;

/// <summary>Carries out what a decision leads to, once it is durable. All of it may be done twice.</summary>
internal sealed class Effects(Signals signals, PayloadStore payloads)
{
    /// <summary>Wakes and deletes.</summary>
    public void CarryOut(StoredCalculation stored, IEnumerable<Effect> effects)
    {
        signals.Wake(Signals.Calculation(stored.Id));
        foreach (var effect in effects)
        {
            switch (effect)
            {
                case Effect.WakeSite:
                    signals.WakeOne(Signals.Site(stored.Row.Site));
                    break;
                case Effect.WakeAgent:
                    break; // An agent's poll watches the calculation, which every change wakes.
                case Effect.DeleteInputs:
                    payloads.DeleteInputs(stored.Id);
                    break;
                case Effect.DeletePayload:
                    payloads.Delete(stored.Id);
                    break;
                default:
                    throw new InvalidOperationException($"an effect nobody carries out: {effect}");
            }
        }
    }
}
