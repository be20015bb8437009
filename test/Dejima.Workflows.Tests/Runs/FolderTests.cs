using Dejima.Workflows.Runs;
using Dejima.Workflows.Runs.Results;
using Dejima.Workflows.Tests.Samples;

namespace Dejima.Workflows.Tests.Runs;

public sealed class FolderTests : IDisposable
{
    private readonly TestFolder _folder = new();

    public FolderTests()
    {
        _folder.Module("m", "outputs: { o: { } }", "echo $$ > $HERE/pid; ls > \"$2\"");
        _folder.Workflow("modules: { s: { module: modules/m.yaml } }\noutputs: { o: s/o }");
    }

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("run/notes.txt")]
    [InlineData("run/run.json")]
    [InlineData("run")]
    public async Task A_folder_with_something_in_it_is_not_touched(string name)
    {
        _folder.Write(name, "mine");
        await Assert.ThrowsAsync<RunFolderException>(() => _folder.RunAsync());
        Assert.Equal("mine", _folder.Read(name));
        Assert.False(File.Exists(_folder["pid"]));
    }

    [Fact]
    public async Task An_empty_folder_is_taken()
    {
        Directory.CreateDirectory(_folder.Into);
        Assert.Equal(RunOutcome.Succeeded, (await _folder.RunAsync()).Outcome);
    }

    [Fact]
    public async Task By_force_an_earlier_run_gives_way_and_other_files_stay()
    {
        await _folder.RunAsync();
        _folder.Write("run/notes.txt", "mine");
        _folder.Write("run/modules/s/left-over", "");
        _folder.Write("run/modules/mine/file", "mine");
        Assert.Equal(RunOutcome.Succeeded, (await _folder.RunAsync(force: true)).Outcome);
        Assert.Equal("inputs\no\nstderr.log\nstdout.log\n", _folder.Read("run/o"));
        Assert.Equal("mine", _folder.Read("run/notes.txt"));
        Assert.Equal("mine", _folder.Read("run/modules/mine/file"));
    }

    [Theory]
    [InlineData("run/modules/s/file")]
    [InlineData("run/run.json")]
    public async Task By_force_nothing_is_deleted_that_no_record_names(string name)
    {
        _folder.Write(name, "mine");
        await Assert.ThrowsAsync<RunFolderException>(() => _folder.RunAsync(force: true));
        Assert.Equal("mine", _folder.Read(name));
    }

    [Fact]
    public async Task A_record_cannot_name_folders_elsewhere()
    {
        await _folder.RunAsync();
        _folder.Write("victim/file", "mine");
        _folder.Write("run/run.json", _folder.Read("run/run.json").Replace("\"step\":\"s\"", "\"step\":\"../../victim\"", StringComparison.Ordinal));
        Directory.Delete(_folder["run/modules"], recursive: true);
        Assert.Contains("victim", _folder.Read("run/run.json"), StringComparison.Ordinal);
        Assert.Equal(RunOutcome.Succeeded, (await _folder.RunAsync(force: true)).Outcome);
        Assert.Equal("mine", _folder.Read("victim/file"));
    }

    [Fact]
    public async Task Results_that_cannot_be_written_fail_the_run()
    {
        _folder.Write("run/o/file", "in the way");
        var result = await _folder.RunAsync(force: true);
        Assert.Equal((RunOutcome.Failed, ModuleOutcome.Succeeded), (result.Outcome, result.Of("s").Outcome));
        Assert.Equal(FailureKind.Files, result.Failure!.Kind);
        Assert.DoesNotContain(Directory.EnumerateFiles(_folder.Into), file => file.EndsWith(".part", StringComparison.Ordinal));
    }
}
