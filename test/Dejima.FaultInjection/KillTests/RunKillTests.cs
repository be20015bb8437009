using Dejima.FaultInjection.Trials;

namespace Dejima.FaultInjection.KillTests;

/// <summary><c>dejima run</c> dies at each step; <c>dejima wait</c> ends as it would have, or says why it cannot.</summary>
public class RunKillTests(SharedPlant shared) : IClassFixture<SharedPlant>
{
    public static TheoryData<Step> After => [.. Enum.GetValues<Step>().Where(step => step >= Step.Released)];

    [Theory]
    [MemberData(nameof(After))]
    public async Task After_the_release(Step at)
    {
        await using var trial = new Trial(shared.Plant, Kills.Run(at));
        await trial.ShouldHaveSucceededAsync(await trial.ToEndAsync());
    }

    [Theory]
    [InlineData(Step.Registered)]
    [InlineData(Step.FirstInputSent)]
    [InlineData(Step.SecondInputSent)]
    public async Task Before_the_release(Step at)
    {
        await using var trial = new Trial(shared.Plant, Kills.Run(at));
        var ran = await trial.ToEndAsync();
        // The two inputs are sent side by side: at the last of these steps both may be there, and then it is released.
        if (at == Step.SecondInputSent && ran.ExitCode == 0)
            await trial.ShouldHaveSucceededAsync(ran);
        else
            await trial.ShouldNeverHaveBegunAsync(ran);
    }
}
