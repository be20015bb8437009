using Dejima.Testing;

namespace Dejima.Bench;

/// <summary>What a database full of finished calculations does to everything else, before and after in the same run.</summary>
internal static class ManyFinished
{
    public static async Task MeasureAsync(int finished, int rounds)
    {
        await using var idle = await Deployment.StartAsync(Site.Setup, agent: false);
        await using var worked = await Deployment.StartAsync(Site.Setup);
        var before = await FiguresAsync(idle, worked, rounds);
        await FinishedCalculations.AddAsync(idle, finished);
        await FinishedCalculations.AddAsync(worked, finished);
        var after = await FiguresAsync(idle, worked, rounds);
        Report.Begin($"With {finished:N0} finished calculations in the database");
        foreach (var (name, was, now) in before.Zip(after, (was, now) => (was.Name, was.Value, now.Value)))
            Report.Worse(name, was, now, 1.2);
    }

    private static async Task<IReadOnlyList<(string Name, double Value)>> FiguresAsync(Deployment idle, Deployment worked, int rounds)
    {
        var starts = await StartDelay.TimesAsync(worked, rounds * 2);
        var empty = await EmptyCalculation.TimesAsync(worked, rounds);
        await ApiLoad.RunAsync(idle, rounds * 50);
        var (seconds, _) = await ApiLoad.RunAsync(idle, rounds * 100);
        return
        [
            ("release accepted -> command started, median ms", Figures.Median(starts)),
            ("the same, p99 ms", Figures.P99(starts)),
            ("whole `dejima run`, median ms", Figures.Median(empty)),
            ("a whole empty calculation under load, ms", seconds / (rounds * 100) * 1000),
            ("broker's memory, MiB", PeakMemory.Of(idle.Broker.Pid) ?? 0),
        ];
    }
}
