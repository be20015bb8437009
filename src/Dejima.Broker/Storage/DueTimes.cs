namespace Dejima.Broker.Storage;

/// <summary>Until when something must have been due to be due now (UTC).</summary>
/// <param name="Others">Calculations that no agent has.</param>
/// <param name="Claimed">Those with a lease whose command was not started; null for none of them now.</param>
/// <param name="Started">Those whose command was; likewise.</param>
internal sealed record DueTimes(DateTimeOffset Others, DateTimeOffset? Claimed, DateTimeOffset? Started);
