using System.Collections.Immutable;
using Dejima.Contracts.Calculations;

namespace Dejima.Broker.Storage;

/// <summary>
/// Which calculations wait at each site, the longest waiting first, and which claim got which: what the database holds,
/// kept at hand so that thousands of agents who ask for work, and find none, cost no query.
/// </summary>
internal sealed class WaitingRoom
{
    private readonly Lock _changing = new();
    private readonly Dictionary<Guid, Place> _places = [];
    private readonly Dictionary<Guid, Guid> _claims = [];
    private ImmutableDictionary<string, ImmutableSortedSet<Place>> _sites = ImmutableDictionary<string, ImmutableSortedSet<Place>>.Empty;

    /// <summary>Those that wait, in their order, as of now.</summary>
    public IEnumerable<Guid> Of(string site) =>
        Volatile.Read(ref _sites).TryGetValue(site, out var waiting) ? waiting.Select(place => place.Calculation) : [];

    /// <summary>Whether none waits.</summary>
    public bool IsEmpty(string site) => !Volatile.Read(ref _sites).ContainsKey(site);

    /// <summary>How many wait at its site and come before it.</summary>
    public int Ahead(StoredCalculation stored)
    {
        if (!Volatile.Read(ref _sites).TryGetValue(stored.Row.Site, out var waiting))
            return 0;
        return Since(stored) is { } since
            ? Math.Max(0, waiting.IndexOf(new Place(since, stored.Id, stored.Row.Site, null)))
            : waiting.Count;
    }

    /// <summary>What a claim got that is not started yet; null when nothing.</summary>
    public Guid? OfClaim(Guid claim)
    {
        lock (_changing)
            return _claims.TryGetValue(claim, out var calculation) ? calculation : null;
    }

    /// <summary>Takes note of a calculation's present state.</summary>
    public void See(StoredCalculation stored)
    {
        lock (_changing)
        {
            if (_places.Remove(stored.Id, out var before))
                Leave(before);
            var claim = stored.Value.State is CalculationState.Claimed ? stored.Value.Lease?.Claim : null;
            if (stored.Value.State is not CalculationState.Waiting && claim is null)
                return;
            var place = new Place(Since(stored)!.Value, stored.Id, stored.Row.Site, claim);
            _places[stored.Id] = place;
            if (claim is { } got)
                _claims[got] = stored.Id;
            else
                Volatile.Write(ref _sites, _sites.SetItem(place.Site, _sites.GetValueOrDefault(place.Site, ImmutableSortedSet<Place>.Empty).Add(place)));
        }
    }

    // What came back waits behind those who were there by then.
    private static DateTimeOffset? Since(StoredCalculation stored) => stored.Value.RequeuedAt ?? stored.Value.ReleasedAt;

    private void Leave(Place place)
    {
        if (place.Claim is { } claim)
        {
            _claims.Remove(claim);
            return;
        }

        var rest = _sites[place.Site].Remove(place);
        Volatile.Write(ref _sites, rest.IsEmpty ? _sites.Remove(place.Site) : _sites.SetItem(place.Site, rest));
    }

    private sealed record Place(DateTimeOffset Since, Guid Calculation, string Site, Guid? Claim) : IComparable<Place>
    {
        public int CompareTo(Place? other) => other is null ? 1
            : Since.CompareTo(other.Since) is not 0 and var order ? order
            : Calculation.CompareTo(other.Calculation);
    }
}
