namespace Dejima.FaultInjection.Proxies;

/// <summary>Which way bytes pass.</summary>
internal enum Direction
{
    ToBroker,
    ToClient,
}
