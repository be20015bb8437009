using System.Diagnostics;
using System.Text;
using CsCheck;
using Dejima.Workflows.Runs;
using Dejima.Workflows.Runs.Remote;
using Dejima.Workflows.Runs.Results;
using Dejima.Workflows.Tests.Samples;

namespace Dejima.Workflows.Tests.Runs;

/// <summary>Graphs of any shape, on sites that do nothing but what is checked.</summary>
public sealed class GraphTests
{
    private const int MostNeeds = 3;

    // For each step the earlier steps it needs, and whether it fails.
    private static readonly Gen<(int[] Needs, bool Fails)[]> Graphs =
        from size in Gen.Int[1, 12]
        from needs in Gen.Int[0, size].Array[0, MostNeeds].Array[size]
        from fails in Gen.Int[0, 5].Array[size]
        select needs.Select((list, step) => (list.Where(need => need < step).Distinct().ToArray(), fails[step] == 0)).ToArray();

    [Fact]
    public Task Steps_run_after_what_they_need_and_failures_go_no_further_than_they_must() =>
        Graphs.SampleAsync(CheckAsync, iter: 40, threads: 2);

    [Fact]
    public async Task A_thousand_steps_cost_little_each()
    {
        using var folder = new TestFolder();
        var graph = Enumerable.Range(0, 1000).Select(step => (Needs: step == 0 ? Array.Empty<int>() : [step - 1, step / 2], Fails: false)).ToArray();
        Write(folder, graph);
        var watch = Stopwatch.StartNew();
        var result = await folder.RunAsync(sites: new FakeSites(Succeed));
        var each = watch.Elapsed / graph.Length;
        Assert.Equal(RunOutcome.Succeeded, result.Outcome);
        TestContext.Current.TestOutputHelper?.WriteLine($"{each.TotalMilliseconds:F2} ms each");
        Assert.True(each < TimeSpan.FromMilliseconds(100), $"{each.TotalMilliseconds} ms each");
    }

    [Fact]
    public async Task A_failure_at_the_head_of_a_long_chain_reaches_its_end()
    {
        using var folder = new TestFolder();
        Write(folder, [.. Enumerable.Range(0, 3000).Select(step => (step == 0 ? Array.Empty<int>() : [step - 1], step == 0))]);
        var result = await folder.RunAsync(sites: new FakeSites(_ => new RemoteResult.Failed(1, "no")));
        Assert.Equal(2999, result.Modules.Count(module => module.Outcome == ModuleOutcome.Skipped));
    }

    private static async Task CheckAsync((int[] Needs, bool Fails)[] graph)
    {
        using var folder = new TestFolder();
        Write(folder, graph);
        var watcher = new Watcher();
        var result = await folder.RunAsync(watcher, new FakeSites(work => work.Command == "fail" ? new RemoteResult.Failed(1, "no") : Succeed(work)));

        var expected = new List<ModuleOutcome>();
        foreach (var (needs, fails) in graph)
            expected.Add(needs.Any(need => expected[need] != ModuleOutcome.Succeeded) ? ModuleOutcome.Skipped : fails ? ModuleOutcome.Failed : ModuleOutcome.Succeeded);
        Assert.Equal(expected, result.Modules.OrderBy(module => int.Parse(module.Step[1..], null)).Select(module => module.Outcome));
        Assert.Equal(expected.TrueForAll(outcome => outcome == ModuleOutcome.Succeeded) ? RunOutcome.Succeeded : RunOutcome.Failed, result.Outcome);

        var seen = watcher.Seen.ToList();
        for (var step = 0; step < graph.Length; step++)
        {
            var start = seen.FindIndex(happened => happened is RunEvent.ModuleStarted started && started.Step == $"s{step}");
            Assert.Equal(expected[step] == ModuleOutcome.Skipped, start < 0);
            Assert.All(graph[step].Needs.Where(_ => start >= 0), need =>
                Assert.InRange(seen.FindIndex(happened => happened is RunEvent.ModuleEnded ended && ended.Result.Step == $"s{need}"), 0, start));
        }
    }

    private static void Write(TestFolder folder, (int[] Needs, bool Fails)[] graph)
    {
        foreach (var command in new[] { "pass", "fail" })
            folder.Write($"modules/{command}.yaml", $$"""
                module: {{command}}
                inputs: { a: { required: false }, b: { required: false }, c: { required: false } }
                outputs: { o: { } }
                remote: { site: s, command: {{command}}, inputs: { a: a, b: b, c: c }, outputs: { o: o } }
                """);
        var text = new StringBuilder("modules:\n");
        for (var step = graph.Length - 1; step >= 0; step--)
        {
            var inputs = graph[step].Needs.Select((need, port) => $"{"abc"[port]}: s{need}/o");
            text.AppendLine(null, $"  s{step}: {{ module: modules/{(graph[step].Fails ? "fail" : "pass")}.yaml, inputs: {{ {string.Join(", ", inputs)} }} }}");
        }

        folder.Workflow(text.ToString());
    }

    private static RemoteResult.Succeeded Succeed(RemoteWork work)
    {
        File.WriteAllText(Path.Combine(work.Folder, "o"), "o");
        return new RemoteResult.Succeeded();
    }
}
