using Dejima.FaultInjection.Proxies;
using Dejima.FaultInjection.Trials;

namespace Dejima.FaultInjection.RandomTests;

/// <summary>Which faults a calculation suffers: the same for the same seed.</summary>
internal static class Schedule
{
    private static readonly Step[] All = Enum.GetValues<Step>();

    /// <summary>From none to three faults; those that end processes are the rarer the more others they hit.</summary>
    public static IReadOnlyList<Planned> Of(int seed, int number)
    {
        var random = new Random(HashCode(seed, number));
        return [.. Enumerable.Range(0, random.Next(4)).Select(_ => One(random))];
    }

    /// <summary>.NET's own differs from run to run.</summary>
    public static int HashCode(int seed, int number) => unchecked((seed * 486_187_739) + (number * 16_777_619));

    private static Planned One(Random random)
    {
        var at = All[random.Next(All.Length)];
        return random.Next(100) switch
        {
            < 3 => Kills.Broker(at),
            < 7 => Kills.Agent(at, random.Next(2)),
            < 15 => Kills.Run(at),
            < 18 => Kills.Command(Step.Running),
            < 21 => Kills.Supervisor(Step.Running),
            < 45 => Cuts.Of(at, random.Next(2) == 0 ? Connections.Host : Connections.Agent),
            < 50 => Cuts.Of(OfLease(random), Connections.Lease),
            < 65 => Cuts.Of(at, random.Next(2) == 0 ? Connections.Host : Connections.Agent, Short(random)),
            < 80 => Harms(FaultKind.Truncate, random),
            < 90 => Harms(FaultKind.Duplicate, random),
            _ => Delays(at, Short(random)),
        };
    }

    private static Step OfLease(Random random) => (Step)random.Next((int)Step.WorkspaceMade, (int)Step.OutputsSent);

    private static TimeSpan Short(Random random) => TimeSpan.FromMilliseconds(random.Next(10, 2000));

    // Any request or answer of the calculation's, the long polls apart, of which a duplicate would only wait.
    private static Planned Harms(FaultKind kind, Random random)
    {
        var (before, moment, after) = (random.Next(30), kind == FaultKind.Duplicate ? Moment.Request : (Moment)random.Next(2), random.Next(-1, 400_000));
        return new Planned(
            (_, passing) => passing.Calculation is not null && passing.Moment == moment && !passing.Contains("wait=")
                && Interlocked.Decrement(ref before) < 0,
            $"{kind} {moment} after {after}",
            (_, _) => Task.FromResult(new Verdict(kind, after)));
    }

    private static Planned Delays(Step at, TimeSpan time) => new(at, $"delayed {time.TotalMilliseconds} ms", async (_, _) =>
    {
        await Task.Delay(time);
        return Verdict.Pass;
    });
}
