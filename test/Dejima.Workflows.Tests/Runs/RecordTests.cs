using System.Security.Cryptography;
using System.Text;
using Dejima.Workflows.Runs.Records;
using Dejima.Workflows.Runs.Results;
using Dejima.Workflows.Tests.Samples;

namespace Dejima.Workflows.Tests.Runs;

public sealed class RecordTests : IDisposable
{
    private readonly TestFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Entries_and_exits_are_recorded()
    {
        _folder.Write("data/強度.dat", "216\n");
        _folder.Module("m", "inputs: { 強度: { }, n: { type: integer, default: 7 } }\noutputs: { 結果: { name: r.dat } }", "cat \"$2\" \"$4\" > \"$6\"");
        _folder.Module("fail", "inputs: { i: { } }\noutputs: { o: { } }", "exit 4");
        _folder.Workflow("""
            title: 切欠き板
            inputs: { 強度: { default: data/強度.dat }, 数: { type: integer, default: 5 } }
            modules:
              s: { module: modules/m.yaml, inputs: { 強度: 強度, n: 数 } }
              t: { module: modules/fail.yaml, inputs: { i: s/結果 } }
              u: { module: modules/fail.yaml, inputs: { i: t/o } }
            outputs: { r: s/結果 }
            file-names: { r: result.dat }
            """);
        var watcher = new Watcher();
        var result = await _folder.RunAsync(watcher);
        var record = RunRecord.TryRead(_folder["run/run.json"])!;
        Assert.Equal((result.Id, "test", "切欠き板", RunOutcome.Failed), (record.Id, record.Workflow, record.Title, record.Outcome));
        Assert.True(record.StartedAt <= record.Modules[0].StartedAt && record.Modules[0].EndedAt <= record.EndedAt);
        Assert.Equal([Port("強度", "強度.dat", "216\n"), Port("数", "数", "5\n")], record.Inputs);
        Assert.Equal([Port("r", "result.dat", "216\n5\n")], record.Outputs);

        var (s, t, u) = (record.Modules[0], record.Modules[1], record.Modules[2]);
        Assert.Equal(("s", "m", "1.2.3", ModuleOutcome.Succeeded, 0), (s.Step, s.Module, s.Version, s.Outcome, s.ExitCode!.Value));
        Assert.Equal([Port("強度", "強度.dat", "216\n"), Port("n", "n", "5\n")], s.Inputs);
        Assert.Equal([Port("結果", "r.dat", "216\n5\n")], s.Outputs);
        Assert.Equal((ModuleOutcome.Failed, 4, FailureKind.ExitCode), (t.Outcome, t.ExitCode!.Value, t.Failure!.Value));
        Assert.Equal([Port("i", "r.dat", "216\n5\n")], t.Inputs);
        Assert.Empty(t.Outputs);
        Assert.Equal((ModuleOutcome.Skipped, null, null), (u.Outcome, u.StartedAt, u.ExitCode));
        Assert.Contains("切欠き板", _folder.Read("run/run.json"), StringComparison.Ordinal);
        Assert.False(File.Exists(_folder["run/run.json.new"]));
    }

    [Fact]
    public async Task The_record_tells_what_is_going_on_while_it_goes_on()
    {
        _folder.Module("first", "outputs: { o: { } }", ": > \"$2\"");
        _folder.Module("hold", "inputs: { i: { } }\noutputs: { o: { } }", "cp $HERE/run/run.json \"$4\"");
        _folder.Workflow("modules: { a: { module: modules/first.yaml }, b: { module: modules/hold.yaml, inputs: { i: a/o } }, c: { module: modules/hold.yaml, inputs: { i: b/o } } }\noutputs: { r: b/o }");
        await _folder.RunAsync();
        var during = RunRecord.TryRead(_folder["run/o"])!;
        Assert.Equal((RunOutcome.Running, null), (during.Outcome, during.EndedAt));
        Assert.Equal([ModuleOutcome.Succeeded, ModuleOutcome.Running, ModuleOutcome.Waiting], during.Modules.Select(module => module.Outcome));
        Assert.Equal([Port("i", "o", "")], during.Modules[1].Inputs);
        Assert.Null(during.Modules[1].EndedAt);
    }

    [Fact]
    public async Task Records_are_whole_under_many_writers()
    {
        var file = new RecordFile(_folder["run.json"], _folder["run.json.new"], new RunRecord
        {
            Format = RunRecord.CurrentFormat,
            Id = Guid.NewGuid(),
            Workflow = "w",
            Outcome = RunOutcome.Running,
            StartedAt = DateTimeOffset.UnixEpoch,
            Modules = [.. Enumerable.Range(0, 50).Select(i => Module(i, ModuleOutcome.Waiting))],
        });
        await Parallel.ForAsync(0, 50, async (i, _) =>
        {
            await file.SaveAsync(Module(i, ModuleOutcome.Succeeded));
            Assert.Equal(ModuleOutcome.Succeeded, RunRecord.TryRead(_folder["run.json"])!.Modules[i].Outcome);
        });
        file.Dispose();
    }

    [Theory]
    [InlineData("")]
    [InlineData("{")]
    [InlineData("{\"format\":2}")]
    [InlineData("[]")]
    public void What_is_no_record_is_not_read(string text) => Assert.Null(RunRecord.TryRead(_folder.Write("run.json", text)));

    private static ModuleRecord Module(int number, ModuleOutcome outcome) => new() { Step = $"s{number}", Module = "m", Outcome = outcome };

    private static PortRecord Port(string port, string file, string content) => new(
        port, file, Encoding.UTF8.GetByteCount(content), Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(content))));
}
