using Dejima.Workflows.Runs;
using Dejima.Workflows.Runs.Results;
using Dejima.Workflows.Tests.Samples;

namespace Dejima.Workflows.Tests.Runs;

public sealed class OrderTests : IDisposable
{
    private readonly TestFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Content_goes_from_port_to_port_and_results_to_the_folder()
    {
        _folder.Write("data/number.dat", "1\n");
        _folder.Module("add", "inputs: { x: { } }\noutputs: { y: { name: y.dat } }", "cat \"$2\" > \"$4\"; echo + >> \"$4\"");
        _folder.Module("join", "inputs: { a: { }, b: { } }\noutputs: { 合計: { name: sub/和.dat } }", "cat \"$2\" \"$4\" > \"$6\"");
        _folder.Workflow("""
            inputs: { x: { default: data/number.dat } }
            modules:
              join: { module: modules/join.yaml, inputs: { a: second/y, b: first/y } }
              second: { module: modules/add.yaml, inputs: { x: first/y } }
              first: { module: modules/add.yaml, inputs: { x: x } }
            outputs: { 和: join/合計, y: second/y }
            file-names: { y: 二.dat }
            """);
        var watcher = new Watcher();
        var result = await _folder.RunAsync(watcher);
        Assert.Equal(RunOutcome.Succeeded, result.Outcome);
        Assert.Equal(["first", "second", "join"], watcher.Started);
        Assert.Equal("1\n+\n+\n1\n+\n", _folder.Read("run/sub/和.dat"));
        Assert.Equal("1\n+\n+\n", _folder.Read("run/二.dat"));
        Assert.Equal(new Dictionary<string, string> { ["和"] = _folder["run/sub/和.dat"], ["y"] = _folder["run/二.dat"] }, result.Outputs);
    }

    [Fact]
    public async Task Steps_that_need_nothing_of_each_other_run_at_the_same_time()
    {
        // Each waits for the other at both pipes: one after the other, neither would ever end.
        _folder.Module("ping", "outputs: { o: { } }", "echo a > $HERE/p; cat $HERE/q > \"$2\"");
        _folder.Module("pong", "outputs: { o: { } }", "cat $HERE/p > \"$2\"; echo b > $HERE/q");
        await Pipe("p");
        await Pipe("q");
        _folder.Workflow("modules: { a: { module: modules/ping.yaml }, b: { module: modules/pong.yaml } }\noutputs: { a: a/o }");
        Assert.Equal(RunOutcome.Succeeded, (await _folder.RunAsync(maxParallel: 2)).Outcome);
        Assert.Equal("b\n", _folder.Read("run/o"));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public async Task No_more_run_at_a_time_than_wanted(int most)
    {
        // Each holds its place until as many as may run have come.
        _folder.Module("hold", "outputs: { o: { } }", $"touch $HERE/came.$$; until [ $(ls $HERE | grep -c came) -ge {most} ]; do sleep 0.01; done; : > \"$2\"");
        _folder.Workflow("modules: { " + string.Join(", ", Enumerable.Range(0, 8).Select(i => $"s{i}: {{ module: modules/hold.yaml }}")) + " }");
        var watcher = new Watcher();
        Assert.Equal(RunOutcome.Succeeded, (await _folder.RunAsync(watcher, maxParallel: most)).Outcome);
        Assert.Equal(most, watcher.MostAtATime());
    }

    [Fact]
    public async Task The_program_gets_options_by_port_in_a_folder_of_its_own()
    {
        _folder.Write("断.dat", "0.75");
        _folder.Module("show", """
            inputs: { 断面減少率: { default: ../断.dat }, n: { type: integer, default: 7 }, none: { required: false } }
            outputs: { 応力分布データ: { } }
            environment: { GREETING: 'a b' }
            """, "printf '%s\\n' \"$@\" > args; { pwd; echo \"$GREETING\"; cat \"$2\" \"$4\"; } > \"$6\"; cat");
        _folder.Workflow("modules: { 表示: { module: modules/show.yaml } }\noutputs: { r: 表示/応力分布データ }");
        Assert.Equal(RunOutcome.Succeeded, (await _folder.RunAsync()).Outcome);
        var own = _folder["run/modules/表示"];
        Assert.Equal(["--断面減少率", $"{own}/inputs/断面減少率", "--n", $"{own}/inputs/n", "--応力分布データ", $"{own}/応力分布データ"], await File.ReadAllLinesAsync(own + "/args"));
        Assert.Equal($"{own}\na b\n0.757\n", _folder.Read("run/応力分布データ"));
    }

    [Fact]
    public async Task What_happens_is_told_in_order_and_streams_are_kept()
    {
        _folder.Module("talk", "outputs: { o: { } }", "echo 出力; echo err >&2; : > \"$2\"");
        _folder.Workflow("modules: { s: { module: modules/talk.yaml } }");
        var watcher = new Watcher();
        await _folder.RunAsync(watcher);
        Assert.Equal(["出力", "err"], watcher.Lines.OrderByDescending(line => line, StringComparer.Ordinal));
        Assert.Equal("出力\n", _folder.Read("run/modules/s/stdout.log"));
        Assert.Equal("err\n", _folder.Read("run/modules/s/stderr.log"));
        Assert.Equal(
            [typeof(RunEvent.RunStarted), typeof(RunEvent.ModuleStarted), typeof(RunEvent.ModuleOutput), typeof(RunEvent.ModuleOutput), typeof(RunEvent.ModuleEnded), typeof(RunEvent.RunEnded)],
            watcher.Seen.Select(happened => happened.GetType()));
        Assert.Equal(watcher.Seen.Select(happened => happened.At).Order(), watcher.Seen.Select(happened => happened.At));
    }

    private async Task Pipe(string name)
    {
        using var made = System.Diagnostics.Process.Start("mkfifo", _folder[name]);
        await made.WaitForExitAsync();
    }
}
