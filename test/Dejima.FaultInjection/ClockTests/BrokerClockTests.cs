using Dejima.FaultInjection.Proxies;
using Dejima.FaultInjection.Trials;
using Dejima.Testing;

namespace Dejima.FaultInjection.ClockTests;

/// <summary>The broker's clock is set at a step, by more than any limit of a day: nothing expires, no agent is lost.</summary>
public class BrokerClockTests(SetClockPlant shared) : IClassFixture<SetClockPlant>
{
    [Theory]
    [InlineData(Step.Registered, 30)]
    [InlineData(Step.Released, 60)]
    [InlineData(Step.InputsFetched, 300)]
    [InlineData(Step.Running, 600)]
    [InlineData(Step.Announced, -10)]
    [InlineData(Step.Running, -20)]
    [InlineData(Step.Downloaded, 0)]
    public async Task Set(Step at, int hours)
    {
        Assert.SkipUnless(SetClock.Library is not null, "needs libfaketime");
        var set = new Planned(at, $"clock set to {hours} h", async (trial, _) =>
        {
            var before = Told(trial.Plant);
            shared.Clock.Set(hours);
            await Eventually.TrueAsync(() => Told(trial.Plant) > before, "the broker has noticed, and seen to what is due by it");
            return Verdict.Pass;
        });
        await using var trial = new Trial(shared.Plant, set);
        await trial.ShouldHaveSucceededAsync(await trial.ToEndAsync());
        Assert.True(set.IsUsed);
    }

    private static int Told(Plant plant) =>
        (plant.Here.Broker.Error + plant.Here.Broker.Output).Split("The clock was set by").Length;
}
