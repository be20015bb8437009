using Dejima.Contracts.Calculations;
using Dejima.Workflows.Runs;
using Dejima.Workflows.Runs.Remote;
using Dejima.Workflows.Runs.Results;
using Dejima.Workflows.Tests.Samples;
using Dejima.Workflows.Workflows;

namespace Dejima.Workflows.Tests.Runs;

public sealed class RemoteTests : IDisposable
{
    private readonly TestFolder _folder = new();

    public RemoteTests()
    {
        _folder.Write("data/k.dat", "216");
        _folder.Write("modules/stress.yaml", """
            module: stress
            inputs: { 降伏強度: { }, cycles: { type: integer, default: 12 }, none: { required: false } }
            outputs: { 応力分布データ: { name: stress.dat }, Abaqus入力データ: { name: sub/solver.inp } }
            remote:
              site: hidden-site
              command: hidden-command
              inputs: { 降伏強度: yield_strength.dat, cycles: cycles.dat, none: none.dat }
              outputs: { 応力分布データ: XX.dat, Abaqus入力データ: folder/XX.inp }
              parameters: { hidden-parameter: hidden-value }
            """);
        _folder.Workflow("""
            inputs: { k: { default: data/k.dat } }
            modules: { s: { module: modules/stress.yaml, inputs: { 降伏強度: k } } }
            outputs: { r: s/応力分布データ, i: s/Abaqus入力データ }
            """);
    }

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Ports_become_the_sites_names_and_its_files_become_ports()
    {
        var sites = new FakeSites(Succeed);
        var result = await _folder.RunAsync(sites: sites);
        Assert.Equal(RunOutcome.Succeeded, result.Outcome);
        var work = Assert.Single(sites.Asked);
        Assert.Equal(("hidden-site", "hidden-command", "hidden-value"), (work.Site, work.Command, work.Parameters["hidden-parameter"]));
        Assert.Equal([("yield_strength.dat", "216"), ("cycles.dat", "12\n")], work.Inputs.Select(input => (input.Name, File.ReadAllText(input.Path))));
        Assert.Equal(["XX.dat", "folder/XX.inp"], work.Outputs);
        Assert.Equal("stress of 216", _folder.Read("run/stress.dat"));
        Assert.Equal("deck", _folder.Read("run/sub/solver.inp"));
    }

    [Fact]
    public async Task Nothing_of_what_passed_to_and_from_the_site_is_kept()
    {
        var sites = new FakeSites((work, progress, _) =>
        {
            progress.Report(new RemoteProgress.Output(LogStream.Stdout, "hidden-line"));
            File.WriteAllText(Path.Combine(work.Folder, "hidden-rest"), "hidden");
            return Task.FromResult<RemoteResult>(Succeed(work));
        });
        await _folder.RunAsync(sites: sites);
        var record = _folder.Read("run/run.json");
        Assert.All(["hidden", "yield_strength", "XX", "none.dat"], word => Assert.DoesNotContain(word, record, StringComparison.Ordinal));
        Assert.Equal(
            ["run/modules/s/inputs/cycles", "run/modules/s/stress.dat", "run/modules/s/sub/solver.inp", "run/run.json", "run/stress.dat", "run/sub/solver.inp"],
            Directory.EnumerateFiles(_folder.Into, "*", SearchOption.AllDirectories).Select(file => Path.GetRelativePath(_folder.Path, file)).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Progress_is_shown()
    {
        var watcher = new Watcher();
        await _folder.RunAsync(watcher, new FakeSites((work, progress, _) =>
        {
            progress.Report(new RemoteProgress.Reached(CalculationState.Running));
            progress.Report(new RemoteProgress.Notice("nobody is there"));
            progress.Report(new RemoteProgress.Output(LogStream.Stderr, "step 1"));
            return Task.FromResult<RemoteResult>(Succeed(work));
        }));
        Assert.Equal(CalculationState.Running, Assert.Single(watcher.Seen.OfType<RunEvent.ModuleProgress>()).State);
        Assert.Equal(["step 1"], watcher.Lines);
        Assert.Equal("nobody is there", Assert.Single(watcher.Seen.OfType<RunEvent.ModuleNotice>()).Text);
    }

    [Fact]
    public async Task A_failure_tells_why_but_the_record_does_not()
    {
        var result = await _folder.RunAsync(sites: new FakeSites(_ => new RemoteResult.Failed(5, "hidden reason")));
        var failed = result.Of("s");
        Assert.Equal((5, FailureKind.Remote, "hidden reason"), (failed.ExitCode!.Value, failed.Failure!.Kind, failed.Failure.Message));
        Assert.DoesNotContain("hidden", _folder.Read("run/run.json"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Whatever_is_thrown_fails_the_step_only()
    {
        var failed = (await _folder.RunAsync(sites: new FakeSites((_, _, _) => throw new TaskCanceledException("timeout")))).Of("s");
        Assert.Equal((ModuleOutcome.Failed, FailureKind.Unexpected), (failed.Outcome, failed.Failure!.Kind));
    }

    [Fact]
    public async Task A_missing_file_fails_the_step()
    {
        var failed = (await _folder.RunAsync(sites: new FakeSites(_ => new RemoteResult.Succeeded()))).Of("s");
        Assert.Equal(FailureKind.OutputMissing, failed.Failure!.Kind);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_link_from_a_site_is_refused(bool asFolder)
    {
        var secrets = Path.GetDirectoryName(_folder.Write("secrets/XX.inp", "secret"))!;
        var failed = (await _folder.RunAsync(sites: new FakeSites(work =>
        {
            File.WriteAllText(Path.Combine(work.Folder, "XX.dat"), "x");
            if (asFolder)
                Directory.CreateSymbolicLink(Path.Combine(work.Folder, "folder"), secrets);
            else
                File.CreateSymbolicLink(Path.Combine(Directory.CreateDirectory(Path.Combine(work.Folder, "folder")).FullName, "XX.inp"), Path.Combine(secrets, "XX.inp"));
            return new RemoteResult.Succeeded();
        }))).Of("s");
        Assert.Equal(FailureKind.OutputUnusable, failed.Failure!.Kind);
        Assert.Equal("secret", _folder.Read("secrets/XX.inp"));
    }

    [Fact]
    public async Task Without_a_way_to_sites_nothing_begins()
    {
        var plan = WorkflowPlan.Load(_folder["workflow.yaml"], new Dictionary<string, string>());
        await Assert.ThrowsAsync<InvalidOperationException>(() => new WorkflowRunner(null, TimeProvider.System)
            .RunAsync(plan, new RunOptions { Into = _folder.Into }, null, CancellationToken.None));
        Assert.False(Directory.Exists(_folder.Into));
    }

    private static RemoteResult.Succeeded Succeed(RemoteWork work)
    {
        File.WriteAllText(Path.Combine(work.Folder, "XX.dat"), "stress of " + File.ReadAllText(work.Inputs[0].Path));
        Directory.CreateDirectory(Path.Combine(work.Folder, "folder"));
        File.WriteAllText(Path.Combine(work.Folder, "folder/XX.inp"), "deck");
        return new RemoteResult.Succeeded();
    }
}
