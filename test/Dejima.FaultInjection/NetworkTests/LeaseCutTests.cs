using Dejima.FaultInjection.Trials;

namespace Dejima.FaultInjection.NetworkTests;

/// <summary>The connection that renews the lease cut at each step: nobody notices but those who wait a moment longer.</summary>
public class LeaseCutTests(SharedPlant shared) : IClassFixture<SharedPlant>
{
    public static TheoryData<Step> Steps => [.. Cuts.Steps(Connections.Lease)];

    [Theory]
    [MemberData(nameof(Steps))]
    public async Task Cut(Step at)
    {
        await using var trial = new Trial(shared.Plant, Cuts.Of(at, Connections.Lease));
        await trial.ShouldHaveSucceededAsync(await trial.ToEndAsync());
    }
}
