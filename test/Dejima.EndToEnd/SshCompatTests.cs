using Dejima.Testing;
using Dejima.Testing.Ssh;

namespace Dejima.EndToEnd;

/// <summary><c>dejima compat ssh</c> in place of the program that modules in the field call (R-L3).</summary>
public sealed class SshCompatTests
{
    [Fact]
    public async Task Files_go_the_line_runs_and_everything_comes_back_with_its_log()
    {
        SshSite.Needed();
        await using var here = await SshSite.StartAsync();
        here.Folder.Write("deep/a.dat", "from a\n");
        here.Folder.Write("b.dat", "from b\n");
        var ran = await CompatAsync(here, "cat a.dat b.dat > all.dat; echo said; echo cried >&2; pwd", "deep/a.dat,b.dat");
        Assert.True(ran.ExitCode == 0, ran.ToString());
        Assert.Equal("from a\nfrom b\n", await File.ReadAllTextAsync(here.Folder["all.dat"]));
        var log = await File.ReadAllTextAsync(here.Folder["remote_program_exec.log"]);
        Assert.Contains("said\ncried\n/tmp/", log, StringComparison.Ordinal);
        Assert.Contains("で外部計算機資源に作業ディレクトリを作成します。", ran.Output, StringComparison.Ordinal);
        Assert.Contains("より全ファイルを取得しました。", ran.Output, StringComparison.Ordinal);
        Assert.False(Directory.Exists(log.Split('\n')[2]));
    }

    [Fact]
    public async Task A_failure_is_1_and_its_log_is_shown_and_kept()
    {
        SshSite.Needed();
        await using var here = await SshSite.StartAsync();
        here.Folder.Write("a.dat", "a");
        var ran = await CompatAsync(here, "echo it diverged; echo part > part.dat; exit 9", "a.dat");
        Assert.True(ran.ExitCode == 1, ran.ToString());
        Assert.Contains("---------- remote side log ----------------", ran.Output, StringComparison.Ordinal);
        Assert.Contains("it diverged", ran.Output, StringComparison.Ordinal);
        Assert.Equal("it diverged\n", await File.ReadAllTextAsync(here.Folder["remote_program_exec.log"]));
        Assert.Equal("part\n", await File.ReadAllTextAsync(here.Folder["part.dat"]));
    }

    [Fact]
    public async Task At_a_gated_site_the_line_is_a_command_of_the_policy()
    {
        SshSite.Needed();
        await using var here = await SshSite.StartAsync();
        await File.WriteAllTextAsync(here.Folder["gated.yaml"], $"sites: {{ gated: {{ ssh: {{ host: {SshServer.Host}, config: {here.Gate.ClientConfig} }} }} }}\n");
        var ran = await here.DejimaAsync("compat", "ssh", "--sites", here.Folder["gated.yaml"], $"client_name:{SshServer.Host}", "client_cmd:fail", "client_files:");
        Assert.True(ran.ExitCode == 1, ran.ToString());
        Assert.Equal("why\n", await File.ReadAllTextAsync(here.Folder["solver.log"]));
        var no = await here.DejimaAsync("compat", "ssh", "--sites", here.Folder["gated.yaml"], $"client_name:{SshServer.Host}", "client_cmd:id; rm -rf /", "client_files:");
        Assert.True(no.ExitCode == 1, no.ToString());
        Assert.Empty(here.Left());
    }

    [Theory]
    [InlineData("client_cmd:true", "client_files:a.dat")]
    [InlineData("client_name:x", "client_files:a.dat")]
    [InlineData("client_name:-oProxyCommand=touch pwned", "client_cmd:true", "client_files:a.dat")]
    [InlineData("client_name:nowhere", "client_cmd:true", "client_files:missing.dat")]
    public async Task Words_that_make_no_sense_are_1_and_run_nothing(params string[] words)
    {
        using var folder = new TempFolder();
        folder.Write("a.dat", "a");
        using var ran = Running.Start(Programs.Dejima, ["compat", "ssh", .. words], new Dictionary<string, string?> { ["XDG_STATE_HOME"] = folder["state"], ["DEJIMA_SITES"] = null }, folder.Path);
        Assert.Equal(1, (await ran.EndAsync()).ExitCode);
        Assert.False(File.Exists(folder["pwned"]));
    }

    private static Task<Ran> CompatAsync(SshDeployment here, string command, string files) => here.DejimaAsync(
        "compat", "ssh", "--ssh-config", here.PlainServer.ClientConfig, "--sites", here.Folder.Write("none.yaml", "sites: {}\n"),
        $"client_name:{SshServer.Host}", $"client_cmd:{command}", $"client_files:{files}");
}
