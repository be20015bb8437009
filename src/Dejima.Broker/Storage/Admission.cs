using Dejima.Broker.Api;
using Dejima.Broker.Configuration;
using Dejima.Core.Calculations;

namespace Dejima.Broker.Storage;

/// <summary>
/// Whether one more calculation fits into the quotas. Asked by the one writer only, which counts what it lets in at
/// once: so of any number that come at the same time no more get in than there is room for.
/// </summary>
internal sealed class Admission(Tally tally, CurrentConfiguration configuration)
{
    /// <summary>Lets it in.</summary>
    /// <exception cref="RefusedException">It does not fit.</exception>
    public void Check(Calculation calculation)
    {
        var quotas = configuration.Now.Quotas;
        var asked = Share.Of(calculation);
        var user = tally.OfUser(calculation.User) + asked;
        if (user.Waiting > quotas.WaitingPerUser)
            throw Problems.TooManyOfUser(quotas.WaitingPerUser.Value);
        if (tally.OfSite(calculation.Request.Site).Waiting + asked.Waiting > quotas.WaitingPerSite)
            throw Problems.TooManyAtSite(calculation.Request.Site, quotas.WaitingPerSite.Value);
        // Whoever sends no bytes needs no room for them, however full it is.
        if (asked.Bytes > 0 && user.Bytes > quotas.UserSize)
            throw Problems.TooMuchOfUser(quotas.UserSize.Value);
        if (asked.Bytes > 0 && tally.All.Bytes + asked.Bytes > quotas.TotalSize)
            throw Problems.TooMuchInAll(quotas.TotalSize.Value);
    }
}
