using Dejima.FaultInjection.Trials;

namespace Dejima.FaultInjection.NetworkTests;

/// <summary>The host's connections cut at each step: nobody notices but those who wait a moment longer.</summary>
public class HostCutTests(SharedPlant shared) : IClassFixture<SharedPlant>
{
    public static TheoryData<Step> Steps => [.. Cuts.Steps(Connections.Host)];

    [Theory]
    [MemberData(nameof(Steps))]
    public async Task Cut(Step at)
    {
        await using var trial = new Trial(shared.Plant, Cuts.Of(at, Connections.Host));
        await trial.ShouldHaveSucceededAsync(await trial.ToEndAsync());
    }
}
