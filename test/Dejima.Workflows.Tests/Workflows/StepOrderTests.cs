using CsCheck;
using Dejima.Workflows.Workflows;

namespace Dejima.Workflows.Tests.Workflows;

public sealed class StepOrderTests
{
    // A graph: for each step the steps it needs, by number; any, itself included.
    private static readonly Gen<int[][]> Graphs =
        from size in Gen.Int[0, 12]
        from needs in Gen.Int[0, Math.Max(0, size - 1)].Array[0, 3].Array[size]
        select needs;

    [Fact]
    public void Every_step_comes_once_and_after_what_it_needs() => Graphs.Sample(graph =>
    {
        var order = Sort(graph);
        Assert.Equal(graph.Length, order.Steps.Distinct().Count());
        Assert.Equal(graph.Length, order.Steps.Count);
        if (order.Cycles.Count > 0)
            return;
        var place = order.Steps.Select((step, at) => (step, at)).ToDictionary(pair => pair.step, pair => pair.at);
        for (var step = 0; step < graph.Length; step++)
            Assert.All(graph[step], need => Assert.True(place[Name(need)] < place[Name(step)]));
    });

    [Fact]
    public void A_cycle_is_named_exactly_when_there_is_one() =>
        Graphs.Sample(graph => Assert.Equal(HasCycle(graph), Sort(graph).Cycles.Count > 0));

    [Fact]
    public void Named_cycles_are_cycles_with_no_step_in_common() => Graphs.Sample(graph =>
    {
        var cycles = Sort(graph).Cycles;
        Assert.All(cycles, cycle =>
        {
            for (var at = 0; at < cycle.Count; at++)
                Assert.Contains(Number(cycle[at]), graph[Number(cycle[(at + 1) % cycle.Count])]);
        });
        Assert.Equal(cycles.Sum(cycle => cycle.Count), cycles.SelectMany(cycle => cycle).Distinct().Count());
    });

    [Fact]
    public void What_is_free_keeps_its_order() =>
        Assert.Equal(["0", "1", "2", "3"], Sort([[], [], [], []]).Steps);

    [Fact]
    public void A_step_that_waited_still_comes_before_later_ones() =>
        Assert.Equal(["1", "0", "2"], Sort([[1], [], []]).Steps);

    private static StepOrder Sort(int[][] graph) =>
        StepOrder.Of([.. Enumerable.Range(0, graph.Length).Select(Name)], step => graph[Number(step)].Select(Name));

    // By reachability, in another way than the code's.
    private static bool HasCycle(int[][] graph)
    {
        var reach = graph.Select(needs => needs.ToHashSet()).ToArray();
        for (var round = 0; round < graph.Length; round++)
        {
            foreach (var set in reach)
                set.UnionWith(set.ToList().SelectMany(step => reach[step]));
        }

        return reach.Where((set, step) => set.Contains(step)).Any();
    }

    private static string Name(int step) => step.ToString(System.Globalization.CultureInfo.InvariantCulture);

    private static int Number(string step) => int.Parse(step, System.Globalization.CultureInfo.InvariantCulture);
}
