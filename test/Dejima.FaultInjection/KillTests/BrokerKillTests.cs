using Dejima.FaultInjection.Trials;

namespace Dejima.FaultInjection.KillTests;

/// <summary>The broker dies at each step and comes back: what it had acknowledged it still knows.</summary>
public class BrokerKillTests(SharedPlant shared) : IClassFixture<SharedPlant>
{
    public static TheoryData<Step> Steps => [.. Enum.GetValues<Step>()];

    [Theory]
    [MemberData(nameof(Steps))]
    public async Task Broker(Step at)
    {
        await using var trial = new Trial(shared.Plant, Kills.Broker(at));
        await trial.ShouldHaveSucceededAsync(await trial.ToEndAsync());
    }
}
