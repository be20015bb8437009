using System.Globalization;
using Dejima.Contracts.Calculations;
using Dejima.FaultInjection.Trials;
using Dejima.Testing;

namespace Dejima.FaultInjection.RandomTests;

/// <summary>
/// Many calculations at once through one broker and two agents, each with faults of its own, so that each also suffers
/// what is done to the others: all end once, with the right bytes or a reason. <c>DEJIMA_SEED</c> repeats a run,
/// <c>DEJIMA_TRIALS</c> says how many.
/// </summary>
public class RandomScheduleTests
{
    private const int AtOnce = 12;

    [Fact]
    public async Task All_end_once_and_right()
    {
        var seed = Number("DEJIMA_SEED") ?? Random.Shared.Next(1, 1_000_000);
        var count = Number("DEJIMA_TRIALS") ?? 200;
        await Console.Error.WriteLineAsync($"random schedules: DEJIMA_SEED={seed} DEJIMA_TRIALS={count}");
        var failures = new List<string>();
        await using var plant = await Plant.StartAsync(agents: 2, parallel: 6);
        await Parallel.ForEachAsync(
            Enumerable.Range(0, count), new ParallelOptions { MaxDegreeOfParallelism = AtOnce }, async (number, _) =>
            {
                try
                {
                    await RunAsync(plant, seed, number);
                }
                catch (Exception failure)
                {
                    lock (failures)
                        failures.Add($"trial {number}: {failure.Message}");
                }
            });
        await plant.ShouldBeEmptyAsync();
        Assert.True(failures.Count == 0, $"DEJIMA_SEED={seed}: {failures.Count} of {count} went wrong\n{string.Join("\n\n", failures.Take(3))}");
    }

    private static async Task RunAsync(Plant plant, int seed, int number)
    {
        await using var trial = new Trial(plant, Schedule.Of(seed, number));
        var ran = await trial.ToEndAsync(Schedule.HashCode(seed, number));
        if (ran.ExitCode == 0)
            await trial.ShouldHaveSucceededAsync(ran);
        else if (trial.Suffered("command killed", "supervisor killed"))
            await trial.ShouldHaveFailedAsync(ran, CalculationState.Failed, string.Empty);
        else if (trial.Suffered("run killed"))
            await trial.ShouldNeverHaveBegunAsync(ran);
        else
            await trial.ShouldHaveSucceededAsync(ran);
    }

    private static int? Number(string variable) =>
        int.TryParse(Environment.GetEnvironmentVariable(variable), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;
}
