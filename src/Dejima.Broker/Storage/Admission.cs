using Dejima.Broker.Api;
using Dejima.Broker.Configuration;
using Dejima.Contracts.Calculations;
using Dejima.Core.Calculations;

namespace Dejima.Broker.Storage;

/// <summary>
/// Whether one more calculation, or the outputs of one that has ended, fit into the quotas. Asked by the one writer only, which counts what it lets in at
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
        CheckBytes(calculation.User, asked.Bytes);
    }

    /// <summary>Lets its outputs in, where this is the change that announces them.</summary>
    /// <exception cref="RefusedException">They do not fit.</exception>
    public void CheckOutputs(Calculation before, Calculation after)
    {
        if (after.State is CalculationState.Returning && before.State is not CalculationState.Returning)
            CheckBytes(after.User, (Share.Of(after) - Share.Of(before)).Bytes);
    }

    // Whoever sends no bytes needs no room for them, however full it is.
    private void CheckBytes(string user, decimal more)
    {
        var quotas = configuration.Now.Quotas;
        if (more > 0 && tally.OfUser(user).Bytes + more > quotas.UserSize)
            throw Problems.TooMuchOfUser(quotas.UserSize.Value);
        if (more > 0 && tally.All.Bytes + more > quotas.TotalSize)
            throw Problems.TooMuchInAll(quotas.TotalSize.Value);
    }
}
