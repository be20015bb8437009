using System.Collections.Concurrent;
using Dejima.Contracts.Leases;

namespace Dejima.Broker.Housekeeping;

/// <summary>The time limits of each site as an agent last told them. In memory: every agent tells them again.</summary>
internal sealed class ToldTimes
{
    private readonly ConcurrentDictionary<string, SiteTimes?> _sites = new();

    /// <summary>What was told; null when nothing was.</summary>
    public SiteTimes? Of(string site) => _sites.GetValueOrDefault(site);

    /// <summary>An agent tells them.</summary>
    public void Tell(string site, SiteTimes? times) => _sites[site] = times;
}
