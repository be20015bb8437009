using Dejima.Core.Calculations;

namespace Dejima.Broker.Storage;

/// <summary>
/// What each user and site has, counted along with every change so that no request has to count rows. Read from the
/// database once, at the start; from then on the one writer keeps it.
/// </summary>
internal sealed class Tally
{
    private readonly Lock _lock = new();
    private readonly Dictionary<string, Share> _users = [];
    private readonly Dictionary<string, Share> _sites = [];
    private Share _all;

    /// <summary>Everything together.</summary>
    public Share All
    {
        get
        {
            lock (_lock)
                return _all;
        }
    }

    /// <summary>What a user has.</summary>
    public Share OfUser(string user) => Of(_users, user);

    /// <summary>What is at a site, or on its way there.</summary>
    public Share OfSite(string site) => Of(_sites, site);

    /// <summary>A calculation went from one state to another; null where it was not there, or is not any more.</summary>
    public void Move(Calculation? before, Calculation? after)
    {
        var change = (after is null ? default : Share.Of(after)) - (before is null ? default : Share.Of(before));
        var calculation = (after ?? before)!;
        lock (_lock)
        {
            Add(_users, calculation.User, change);
            Add(_sites, calculation.Request.Site, change);
            _all += change;
        }
    }

    private Share Of(Dictionary<string, Share> shares, string name)
    {
        lock (_lock)
            return shares.GetValueOrDefault(name);
    }

    // Who has nothing is not remembered: names come and go.
    private static void Add(Dictionary<string, Share> shares, string name, Share change)
    {
        if (shares.GetValueOrDefault(name) + change is var now && now != default)
            shares[name] = now;
        else
            shares.Remove(name);
    }
}
