using Dejima.Testing;

namespace Dejima.EndToEnd;

/// <summary><c>dejima run</c> through a real broker and agent: what a researcher does every day.</summary>
public class RunTests(SolverSite site) : IClassFixture<SolverSite>
{
    private Deployment Here => site.Deployment;

    [Fact]
    public async Task Inputs_go_and_outputs_and_both_streams_come_back()
    {
        foreach (var name in new[] { "a", "b", "c" })
            Here.Folder.Write($"{name}.dat", name);
        var ran = await Here.DejimaAsync(
            "run", "-s", Deployment.Site, "-c", "copy", "-i", "a.dat", "-i", "b.dat", "-i", "c.dat", "-o", "out.dat", "--into", "copied");
        Assert.True(ran.ExitCode == 0, ran.ToString());
        Assert.Equal("abc", File.ReadAllText(Here.Folder["copied/out.dat"]));
        Assert.Equal("copied\n", ran.Output);
        Assert.Contains("aside", ran.Error, StringComparison.Ordinal);
        Assert.Contains("succeeded", ran.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_input_travels_under_another_name()
    {
        var odd = Here.Folder.Write("run 7: the odd one.txt", "7");
        Here.Folder.Write("b.dat", "b");
        Here.Folder.Write("c.dat", "c");
        var ran = await Here.DejimaAsync(
            "run", "-s", Deployment.Site, "-c", "copy", "-i", $"{odd}:a.dat", "-i", "b.dat", "-i", "c.dat", "-o", "out.dat", "--into", "renamed");
        Assert.True(ran.ExitCode == 0, ran.ToString());
        Assert.Equal("7bc", File.ReadAllText(Here.Folder["renamed/out.dat"]));
    }

    [Theory]
    [InlineData("two words")]
    [InlineData("$(touch pwned); `id` && rm -rf / | \"quoted\" 'single'")]
    [InlineData("{cpus} %s \\n * ~")]
    [InlineData("応力 分布")]
    public async Task A_parameter_reaches_the_program_letter_for_letter_and_no_shell(string text)
    {
        var into = $"said-{Guid.NewGuid():N}";
        var ran = await Here.DejimaAsync(
            "run", "-s", Deployment.Site, "-c", "say", "-p", $"text={text}", "-o", "said.txt", "-o", "env.txt", "--into", into);
        Assert.True(ran.ExitCode == 0, ran.ToString());
        Assert.Equal(text, File.ReadAllText(Here.Folder[$"{into}/said.txt"]));
        Assert.Equal(text, File.ReadAllText(Here.Folder[$"{into}/env.txt"]));
    }

    [Fact]
    public async Task The_exit_code_is_the_commands_and_what_it_wrote_still_comes_back()
    {
        var ran = await Here.DejimaAsync("run", "-s", Deployment.Site, "-c", "fail", "-o", "out.dat", "--into", "failed");
        Assert.Equal(42, ran.ExitCode);
        Assert.Contains("exit code 42", ran.Error, StringComparison.Ordinal);
        Assert.Contains("broken", ran.Error, StringComparison.Ordinal);
        Assert.Equal("partial\n", File.ReadAllText(Here.Folder["failed/out.dat"]));
    }

    [Fact]
    public async Task Japanese_file_names_work()
    {
        Here.Folder.Write("降伏強度.dat", "216");
        var ran = await Here.DejimaAsync(
            "run", "-s", Deployment.Site, "-c", "japanese", "-i", "降伏強度.dat", "-o", "応力分布データ.dat", "--into", "日本語");
        Assert.True(ran.ExitCode == 0, ran.ToString());
        Assert.Equal("216", File.ReadAllText(Here.Folder["日本語/応力分布データ.dat"]));
    }

    [Fact]
    public async Task A_name_in_NFD_is_the_same_file()
    {
        Here.Folder.Write("x", "216");
        var ran = await Here.DejimaAsync(
            "run", "-s", Deployment.Site, "-c", "japanese", "-i", "x:降伏強度.dat", "-o", "応力分布テ\u3099ータ.dat", "--into", "nfd");
        Assert.True(ran.ExitCode == 0, ran.ToString());
        Assert.True(File.Exists(Here.Folder["nfd/応力分布データ.dat"]));
    }

    [Fact]
    public async Task Only_declared_outputs_leave_the_site()
    {
        var ran = await Here.DejimaAsync("run", "-s", Deployment.Site, "-c", "secretive", "-o", "out.dat", "--into", "declared");
        Assert.True(ran.ExitCode == 0, ran.ToString());
        Assert.Equal(["out.dat"], Directory.GetFiles(Here.Folder["declared"]).Select(Path.GetFileName));
        Assert.DoesNotContain("SECRET", await Evidence.OfAsync(Here.BrokerData), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_declared_output_that_was_not_written_is_a_failure()
    {
        var ran = await Here.DejimaAsync("run", "-s", Deployment.Site, "-c", "forgetful", "-o", "out.dat", "--into", "forgot");
        Assert.Equal(1, ran.ExitCode);
        Assert.Contains("out.dat", ran.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_workspace_is_private_its_environment_small_and_it_is_gone_afterwards()
    {
        var ran = await Here.DejimaAsync("run", "-s", Deployment.Site, "-c", "where");
        Assert.True(ran.ExitCode == 0, ran.ToString());
        var lines = ran.Output.Split('\n');
        Assert.StartsWith(Here.Workspaces, lines[0], StringComparison.Ordinal);
        Assert.Equal("700", lines[1]);
        Assert.DoesNotContain(lines, line => line.StartsWith("XDG_STATE_HOME=", StringComparison.Ordinal));
        Assert.Contains(lines, line => line == $"CALC_DIR={lines[0]}");
        await Eventually.TrueAsync(() => !Directory.Exists(lines[0]), "the workspace is removed");
    }

    [Fact]
    public async Task Json_on_stdout_is_all_there_is_on_stdout()
    {
        var ran = await Here.DejimaAsync("run", "-s", Deployment.Site, "-c", "where", "--json");
        using var json = System.Text.Json.JsonDocument.Parse(ran.Output);
        Assert.Equal("Collected", json.RootElement.GetProperty("state").GetString());
        Assert.Equal("Succeeded", json.RootElement.GetProperty("outcome").GetString());
    }

    [Fact]
    public async Task After_collection_the_broker_has_the_record_but_no_payload()
    {
        Here.Folder.Write("in.bin", "PAYLOAD-THAT-MUST-GO");
        var ran = await Here.DejimaAsync(
            "run", "-s", Deployment.Site, "-c", "big", "-i", "in.bin", "-o", "out.bin", "--into", "big", "--json");
        Assert.True(ran.ExitCode == 0, ran.ToString());
        using var json = System.Text.Json.JsonDocument.Parse(ran.Output);
        var id = json.RootElement.GetProperty("id").GetString()!;
        await Eventually.TrueAsync(
            async () => !(await Evidence.OfAsync(Here.BrokerData)).Contains("PAYLOAD-THAT-MUST-GO", StringComparison.Ordinal),
            "the payload is deleted");
        var status = await Here.DejimaAsync("status", id);
        Assert.Contains("in.bin", status.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Several_calculations_run_at_once()
    {
        var both = await Task.WhenAll(Enumerable.Range(0, 6).Select(n =>
            Here.DejimaAsync("run", "-s", Deployment.Site, "-c", "say", "-p", $"text={n}", "-o", "said.txt", "-o", "env.txt", "--into", $"many-{n}")));
        Assert.All(both, ran => Assert.True(ran.ExitCode == 0, ran.ToString()));
        Assert.All(Enumerable.Range(0, 6), n => Assert.Equal($"{n}", File.ReadAllText(Here.Folder[$"many-{n}/said.txt"])));
    }

    [Fact]
    public async Task The_agents_log_tells_each_end_without_false_alarms_and_without_values()
    {
        for (var n = 0; n < 3; n++)
            await Here.DejimaAsync("run", "-s", Deployment.Site, "-c", "say", "-p", "text=VALUE-OF-A-PARAMETER", "-o", "said.txt", "-o", "env.txt", "--into", "quiet");
        await Here.DejimaAsync("run", "-s", Deployment.Site, "-c", "say", "-p", "cpus=99");
        await Eventually.TrueAsync(() => Here.Agent.Error.Contains("Refused", StringComparison.Ordinal), "the refusal is logged");
        Assert.DoesNotContain("no longer", Here.Agent.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("not renewed", Here.Agent.Error, StringComparison.Ordinal);
        foreach (var log in new[] { Here.Agent.Error, Here.Agent.Output, Here.Broker.Error, Here.Broker.Output })
            Assert.DoesNotContain("VALUE-OF-A-PARAMETER", log, StringComparison.Ordinal);
    }
}
