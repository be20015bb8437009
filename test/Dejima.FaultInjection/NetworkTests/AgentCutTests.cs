using Dejima.FaultInjection.Trials;

namespace Dejima.FaultInjection.NetworkTests;

/// <summary>The agent's connections cut at each step: nobody notices but those who wait a moment longer.</summary>
public class AgentCutTests(SharedPlant shared) : IClassFixture<SharedPlant>
{
    public static TheoryData<Step> Steps => [.. Cuts.Steps(Connections.Agent)];

    [Theory]
    [MemberData(nameof(Steps))]
    public async Task Cut(Step at)
    {
        await using var trial = new Trial(shared.Plant, Cuts.Of(at, Connections.Agent));
        await trial.ShouldHaveSucceededAsync(await trial.ToEndAsync());
    }
}
