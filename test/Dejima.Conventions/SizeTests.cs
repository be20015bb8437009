namespace Dejima.Conventions;

/// <summary>Small files with one idea each, and an agent that a security officer reads in an afternoon.</summary>
public class SizeTests
{
    [Fact]
    public void Files_are_small()
    {
        var sizes = Sources.Below("src", "test", "bench", "samples").Select(Sources.Lines).Order().ToList();
        Assert.True(sizes[^1] <= 400, $"the longest has {sizes[^1]} lines");
        Assert.True(sizes[sizes.Count * 95 / 100] < 200, $"95 % have under {sizes[sizes.Count * 95 / 100]} lines");
        Assert.True(sizes[sizes.Count / 2] <= 60, $"the median is {sizes[sizes.Count / 2]} lines");
    }

    [Fact]
    public void The_agent_with_policy_and_supervision_stays_under_2500_lines()
    {
        var lines = Sources.Below("src/Dejima.Agent", "src/Dejima.Execution", "src/Dejima.Core/Policies").Sum(Sources.LinesOfCode);
        Assert.InRange(lines, 1, 2499);
    }
}
