using Dejima.FaultInjection.Proxies;
using Dejima.Testing;

namespace Dejima.FaultInjection.Trials;

/// <summary>Connections cut or stalled at a step.</summary>
internal static class Cuts
{
    /// <param name="at">The step.</param>
    /// <param name="which">The connections.</param>
    /// <param name="stalls">For how long nothing passes before the cut; null to cut at once, zero to stall for good.</param>
    public static Planned Of(Step at, Connections which, TimeSpan? stalls = null) => new(
        at, $"{which} connections {(stalls is null ? "cut" : "stalled")}", async (trial, passing) =>
        {
            IReadOnlyList<Link> links = Links(trial, passing, which);
            if (which == Connections.Lease)
                await Eventually.TrueAsync(() => (links = Links(trial, passing, which)).Count > 0, "a lease is renewed");
            foreach (var link in links)
                Harm(link, stalls);
            return Verdict.Pass;
        });

    /// <summary>The steps at which these connections are there.</summary>
    public static IEnumerable<Step> Steps(Connections which) => Enum.GetValues<Step>().Where(step => which switch
    {
        Connections.Host => true,
        Connections.Agent => step is >= Step.Claimed and <= Step.Completed,
        _ => step is >= Step.WorkspaceMade and <= Step.OutputsSent,
    });

    private static void Harm(Link link, TimeSpan? stalls)
    {
        if (stalls is null)
        {
            link.Cut();
            return;
        }

        link.Stall();
        if (stalls > TimeSpan.Zero)
            _ = Task.Delay(stalls.Value).ContinueWith(_ => link.Cut(), TaskScheduler.Default);
    }

    private static List<Link> Links(Trial trial, Passing passing, Connections which) => [.. which switch
    {
        Connections.Host => trial.HostSide.Links,
        Connections.Agent => trial.Plant.AgentSide.Links.Where(link => link == passing.Link || link.Current?.Calculation == trial.Id),
        _ => trial.Plant.AgentSide.Links.Where(link => link.Current is { } now && now.Calculation == trial.Id && now.EndsWith("/lease")),
    }];
}
