using Dejima.FaultInjection.Trials;

namespace Dejima.FaultInjection.KillTests;

/// <summary>The agent dies at each step, and another one takes over: nobody but the site's log notices.</summary>
public class AgentKillTests(SharedPlant shared) : IClassFixture<SharedPlant>
{
    public static TheoryData<Step> Steps => [.. Enum.GetValues<Step>()];

    [Theory]
    [MemberData(nameof(Steps))]
    public async Task Agent(Step at)
    {
        await using var trial = new Trial(shared.Plant, Kills.Agent(at));
        await trial.ShouldHaveSucceededAsync(await trial.ToEndAsync());
    }
}
