using Dejima.FaultInjection.Trials;

namespace Dejima.FaultInjection.NetworkTests;

/// <summary>Connections that fall silent at each step and stay open: whoever waits gives up in time and takes another.</summary>
public class StallTests(StalledTrials trials) : IClassFixture<StalledTrials>
{
    public static TheoryData<Connections, Step> Cases
    {
        get
        {
            var cases = new TheoryData<Connections, Step>();
            foreach (var which in Enum.GetValues<Connections>())
            {
                foreach (var step in Cuts.Steps(which))
                    cases.Add(which, step);
            }

            return cases;
        }
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public async Task Stall(Connections which, Step at)
    {
        var (trial, ran) = await trials.EndedAsync(which, at);
        await trial.ShouldHaveSucceededAsync(ran);
    }
}
