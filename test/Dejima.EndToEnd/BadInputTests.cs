using Dejima.Testing;

namespace Dejima.EndToEnd;

/// <summary>Every wrong input gets a sentence and an exit code, and nothing is left at the broker.</summary>
public class BadInputTests(SolverSite site) : IClassFixture<SolverSite>
{
    private Deployment Here => site.Deployment;

    [Theory]
    [InlineData(77, "no site", "-s", "nowhere", "-c", "copy")]
    [InlineData(77, "does not offer", "-s", Deployment.Site, "-c", "unheard-of")]
    [InlineData(77, "does not offer the command 'only-registered'", "-s", Deployment.Site, "-c", "only-registered")]
    [InlineData(77, "cpus", "-s", Deployment.Site, "-c", "say", "-p", "cpus=99")]
    [InlineData(77, "cpus", "-s", Deployment.Site, "-c", "say", "-p", "cpus=two")]
    [InlineData(77, "colour", "-s", Deployment.Site, "-c", "say", "-p", "colour=red")]
    [InlineData(77, "secret.dat", "-s", Deployment.Site, "-c", "secretive", "-o", "secret.dat")]
    [InlineData(64, "absent.dat", "-s", Deployment.Site, "-c", "copy", "-i", "absent.dat")]
    [InlineData(64, "is empty", "-s", Deployment.Site, "-c", "copy", "-o", "")]
    [InlineData(64, "'..'", "-s", Deployment.Site, "-c", "copy", "-o", "../out.dat")]
    [InlineData(64, "not a relative path", "-s", Deployment.Site, "-c", "copy", "-o", "/etc/passwd")]
    [InlineData(64, "control", "-s", Deployment.Site, "-c", "copy", "-o", "a\u001bb")]
    [InlineData(64, "the name 'out.dat'", "-s", Deployment.Site, "-c", "copy", "-o", "out.dat", "-o", "out.dat")]
    [InlineData(64, "NAME=VALUE", "-s", Deployment.Site, "-c", "say", "-p", "cpus")]
    [InlineData(64, "twice", "-s", Deployment.Site, "-c", "say", "-p", "cpus=1", "-p", "cpus=2")]
    [InlineData(64, "--timeout", "-s", Deployment.Site, "-c", "say", "--timeout", "soon")]
    [InlineData(64, "--command", "-s", Deployment.Site)]
    [InlineData(64, "--surprise", "-s", Deployment.Site, "-c", "say", "--surprise")]
    public async Task Has_a_clear_error(int exitCode, string words, params string[] arguments)
    {
        var ran = await Here.DejimaAsync(["run", .. arguments]);
        Assert.True(ran.ExitCode == exitCode, ran.ToString());
        Assert.Contains(words, ran.Error, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("   at ", ran.Error, StringComparison.Ordinal);
        Assert.Empty(ran.Output);
    }

    [Fact]
    public async Task A_name_of_300_bytes()
    {
        var ran = await Here.DejimaAsync("run", "-s", Deployment.Site, "-c", "copy", "-o", new string('x', 300));
        Assert.Equal(64, ran.ExitCode);
        Assert.Contains("too long", ran.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Two_inputs_of_one_name()
    {
        Here.Folder.Write("one/a.dat", "1");
        Here.Folder.Write("two/a.dat", "2");
        var ran = await Here.DejimaAsync("run", "-s", Deployment.Site, "-c", "copy", "-i", "one/a.dat", "-i", "two/a.dat");
        Assert.Equal(64, ran.ExitCode);
        Assert.Contains("a.dat", ran.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_folder_as_input()
    {
        Directory.CreateDirectory(Here.Folder["folder"]);
        var ran = await Here.DejimaAsync("run", "-s", Deployment.Site, "-c", "copy", "-i", "folder:a.dat");
        Assert.Equal(64, ran.ExitCode);
        Assert.Contains("folder", ran.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_id_that_is_none()
    {
        var ran = await Here.DejimaAsync("status", "not-an-id");
        Assert.Equal(64, ran.ExitCode);
    }

    [Fact]
    public async Task A_file_in_the_place_of_the_folder_for_results_is_told_before_anything_runs()
    {
        Here.Folder.Write("taken", "a file, not a folder");
        var ran = await Here.DejimaAsync("run", "-s", Deployment.Site, "-c", "secretive", "-o", "out.dat", "--into", "taken");
        Assert.True(ran.ExitCode == 64, ran.ToString());
        Assert.DoesNotContain("calculation ", ran.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_folder_for_results_that_cannot_be_written_leaves_the_results_to_be_fetched()
    {
        Here.Folder.Write("blocked", "a file, not a folder");
        var ran = await Here.DejimaAsync("run", "-s", Deployment.Site, "-c", "secretive", "-o", "out.dat", "--into", "blocked/inner");
        Assert.True(ran.ExitCode == 74, ran.ToString());
        var id = ran.Error.Split('\n').First(line => line.Contains("calculation ", StringComparison.Ordinal)).Split(' ')[^1];
        Assert.Equal(0, (await Here.DejimaAsync("wait", id, "--into", "unblocked")).ExitCode);
        Assert.True(File.Exists(Here.Folder["unblocked/out.dat"]));
    }
}
