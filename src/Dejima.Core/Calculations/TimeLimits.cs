using Dejima.Contracts.Calculations;

namespace Dejima.Core.Calculations;

/// <summary>The time limit of each state: the shortest of the broker's, the site's and the caller's.</summary>
public static class TimeLimits
{
    /// <summary>From registration to release.</summary>
    public static TimeLimit Registered(Calculation calculation) =>
        new(LimitSetter.Broker, Of(calculation).Limits.Registered.TotalSeconds);

    /// <summary>From release to claim.</summary>
    public static TimeLimit Waiting(Calculation calculation) => TimeLimit.Shortest(
        Of(calculation).Limits.Waiting.TotalSeconds, calculation.SiteTimes?.WaitingSeconds, calculation.Request.WaitingSeconds)!;

    /// <summary>From start to end, as far as the broker knows: the site's own limit is kept there.</summary>
    public static TimeLimit? Running(Calculation calculation) => TimeLimit.Shortest(
        Of(calculation).Limits.Running?.TotalSeconds, null, calculation.Request.TimeoutSeconds);

    /// <summary>From the end to collection.</summary>
    public static TimeLimit Uncollected(Calculation calculation) => TimeLimit.Shortest(
        Of(calculation).Limits.Uncollected.TotalSeconds, calculation.SiteTimes?.UncollectedSeconds, calculation.Request.UncollectedSeconds)!;

    private static Calculation Of(Calculation calculation)
    {
        ArgumentNullException.ThrowIfNull(calculation);
        return calculation;
    }
}
