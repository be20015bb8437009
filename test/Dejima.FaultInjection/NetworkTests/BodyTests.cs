using Dejima.FaultInjection.Proxies;
using Dejima.FaultInjection.Trials;

namespace Dejima.FaultInjection.NetworkTests;

/// <summary>Files whose transfer breaks in the middle, and requests that arrive twice.</summary>
public class BodyTests(SharedPlant shared) : IClassFixture<SharedPlant>
{
    private const int Middle = 300_000;

    [Theory]
    [InlineData("PATCH", "/uploads/", false, "host")]
    [InlineData("PATCH", "/uploads/", false, "agent")]
    [InlineData("GET", "/inputs/b.dat", true, "agent")]
    [InlineData("GET", "/outputs/joined.dat", true, "host")]
    public async Task Broken_in_the_middle(string method, string part, bool answer, string side)
    {
        Planned Breaks(FaultKind kind, long after, Func<bool> when) => new(
            (at, passing) => when() && at == (side == "host" ? Side.Host : Side.Agent) && passing.Method == method
                && passing.Contains(part) && passing.Moment == (answer ? Moment.Answer : Moment.Request),
            $"{kind}",
            (_, _) => Task.FromResult(new Verdict(kind, after)));
        var cut = Breaks(FaultKind.Cut, Middle, () => true);
        // It comes first, so at the earliest it breaks what goes on after the cut.
        var later = Breaks(FaultKind.Truncate, Middle / 6, () => cut.IsUsed);
        await using var trial = new Trial(shared.Plant, later, cut);
        await trial.ShouldHaveSucceededAsync(await trial.ToEndAsync());
        Assert.True(cut.IsUsed && later.IsUsed, trial.Story);
    }

    [Fact]
    public async Task Every_change_arrives_twice()
    {
        var twice = new Planned(
            (_, passing) => passing.Moment == Moment.Request && passing.Method != "GET" && passing.Calculation is not null,
            "twice",
            (_, _) => Task.FromResult(new Verdict(FaultKind.Duplicate))) { Repeats = true };
        await using var trial = new Trial(shared.Plant, twice);
        await trial.ShouldHaveSucceededAsync(await trial.ToEndAsync());
    }
}
