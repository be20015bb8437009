using System.Net.Sockets;
using Dejima.Testing;
using Dejima.Testing.Ssh;

namespace Dejima.EndToEnd;

/// <summary>A hostile host with a key of its own against the gate, over the real sshd.</summary>
public sealed class SshGateTests
{
    private const string Rsync = "--server -tpre.iLsfxCIvu . .";

    [Theory]
    [InlineData("")]
    [InlineData("sh")]
    [InlineData("cat /etc/passwd")]
    [InlineData("dejima-gate 1; id")]
    [InlineData("dejima-gate 1\nid")]
    [InlineData("dejima-gate 2")]
    [InlineData("$(id)")]
    [InlineData("`id`")]
    [InlineData("dejima-receive ../.. " + Rsync)]
    [InlineData("dejima-receive {id};id " + Rsync)]
    [InlineData("dejima-receive {id} --server -tpre.iLsfxCIvu . /etc")]
    [InlineData("dejima-receive {id} --server -tpre.iLsfxCIvu . ..")]
    [InlineData("dejima-receive {id} --server -logDtpre.iLsfxCIvu . .")]
    [InlineData("dejima-receive {id} --server -tpre.iLsfxCIvu --delete . .")]
    [InlineData("dejima-receive {id} --server -tpre.iLsfxCIvu --log-file=/tmp/x . .")]
    [InlineData("dejima-receive {id} --server -tpre.iLsfxCIvu --partial-dir /tmp . .")]
    [InlineData("dejima-receive {id} --server -tpre.iLsfxCIvu --temp-dir=/tmp . .")]
    [InlineData("dejima-receive {id} --server -stpre.iLsfxCIvu . .")]
    [InlineData("dejima-receive {id} --server --daemon --config=/tmp/x . .")]
    [InlineData("dejima-send {id} --server --sender -tpre.iLsfxCIvu --remove-source-files . .")]
    [InlineData("dejima-send {id} --server --sender -LltprSe.iLsfxCIvu . .")]
    [InlineData("dejima-send {id} --server --sender -ltpre.iLsfxCIvu . /")]
    [InlineData("dejima-send {id} --server -ltpre.iLsfxCIvu . .")]
    [InlineData("rsync --server --sender -logDtpre.iLsfxCIvu . /etc/")]
    [InlineData("scp -f /etc/passwd")]
    [InlineData("internal-sftp")]
    public async Task Everything_but_the_protocol_is_refused(string asked)
    {
        SshSite.Needed();
        await using var here = await SshSite.StartAsync();
        var id = await PrepareAsync(here);
        var ran = await SshAsync(here, [], asked.Replace("{id}", id, StringComparison.Ordinal));
        Assert.True(ran.ExitCode == 77, ran.ToString());
        Assert.Empty(ran.Output);
        Assert.DoesNotContain("uid=", ran.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Ports_are_not_forwarded_and_no_terminal_is_given()
    {
        SshSite.Needed();
        await using var here = await SshSite.StartAsync();
        var terminal = await SshAsync(here, ["-tt"], "dejima-gate 1");
        Assert.DoesNotContain("\"gate\":1", terminal.Output, StringComparison.Ordinal);
        var forwarded = await SshAsync(here, ["-W", $"127.0.0.1:{here.PlainServer.Port}"]);
        Assert.NotEqual(0, forwarded.ExitCode);
        Assert.DoesNotContain("SSH-2.0", forwarded.Output, StringComparison.Ordinal);
        var remote = await SshAsync(here, ["-o", "ExitOnForwardFailure=yes", "-R", "0:127.0.0.1:1"], "dejima-gate 1");
        Assert.NotEqual(0, remote.ExitCode);
    }

    [Fact]
    public async Task Another_workspace_and_another_users_calculation_do_not_exist()
    {
        SshSite.Needed();
        await using var here = await SshSite.StartAsync();
        Directory.CreateDirectory(Path.Combine(here.Workspaces, "01900000-0000-7000-8000-000000000001"));
        var foreign = await SshAsync(here, [], $"dejima-receive 01900000-0000-7000-8000-000000000001 {Rsync}");
        Assert.Equal(77, foreign.ExitCode);
        var id = await PrepareAsync(here);
        // The same policy and folder, another key's user.
        await AskAsync(here, "bob", $"{{\"number\":1,\"operation\":\"Clean\",\"calculation\":\"{id}\"}}");
        Assert.True(Directory.Exists(Path.Combine(here.Workspaces, id)));
        var watched = await AskAsync(here, "bob", $"{{\"number\":1,\"operation\":\"Watch\",\"calculation\":\"{id}\"}}");
        Assert.Contains("unknown-calculation", watched, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Lines_that_are_no_requests_are_answered_and_do_no_harm()
    {
        SshSite.Needed();
        await using var here = await SshSite.StartAsync();
        foreach (var line in new[] { "nonsense", "{}", "[]", "null", "{\"number\":1}", "{\"number\":1,\"operation\":\"Prepare\"}", "{\"number\":1,\"operation\":99}", "{\"number\":1,\"operation\":\"Prepare\",\"order\":{\"calculation\":\"x\"}}" })
        {
            var answer = await AskAsync(here, "alice", line);
            Assert.Contains("\"error\"", answer, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Inputs_can_neither_be_links_nor_stand_elsewhere_nor_come_undeclared()
    {
        SshSite.Needed();
        await using var here = await SshSite.StartAsync();
        foreach (var name in new[] { "../x", "/etc/x", "a/../../x", "a\\nb", "" })
        {
            var order = $"{{\"number\":1,\"operation\":\"Prepare\",\"order\":{{\"calculation\":\"{Guid.NewGuid()}\",\"command\":\"echo\",\"inputs\":[{{\"name\":\"{name}\",\"size\":1}}]}}}}";
            Assert.Contains("\"error\"", await AskAsync(here, "alice", order), StringComparison.Ordinal);
        }

        var id = await PrepareAsync(here);
        here.Folder.Write("evil/undeclared.sh", "echo");
        File.CreateSymbolicLink(here.Folder["evil/link"], "/etc/passwd");
        var sent = await Running.ToEndAsync("rsync", ["-rtpl", "-e", $"ssh -F {here.Gate.ClientConfig} -o BatchMode=yes", $"--rsync-path=dejima-receive {id}", here.Folder["evil"] + "/", $"{SshServer.Host}:."]);
        Assert.NotEqual(0, sent.ExitCode);
        sent = await Running.ToEndAsync("rsync", ["-rtp", "-e", $"ssh -F {here.Gate.ClientConfig} -o BatchMode=yes", $"--rsync-path=dejima-receive {id}", here.Folder["evil"] + "/", $"{SshServer.Host}:."]);
        Assert.True(sent.ExitCode == 0, sent.ToString());
        Assert.False(Path.Exists(Path.Combine(here.Workspaces, id, "link")));
        var started = await AskAsync(here, "alice", $"{{\"number\":1,\"operation\":\"Start\",\"calculation\":\"{id}\"}}");
        Assert.Contains("without having been declared", started, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_thousand_connections_leave_the_gate_at_work()
    {
        SshSite.Needed();
        await using var here = await SshSite.StartAsync();
        var sockets = new List<TcpClient>();
        try
        {
            for (var count = 0; count < 1000; count++)
            {
                var client = new TcpClient();
                sockets.Add(client);
                await client.ConnectAsync("127.0.0.1", here.Gate.Port, TestContext.Current.CancellationToken);
            }
        }
        catch (SocketException)
        {
            // sshd may well refuse the rest.
        }

        sockets.ForEach(socket => socket.Dispose());
        var ran = await here.DejimaAsync("run", "-s", SshDeployment.Gated, "-c", "fail", "--into", "r");
        Assert.True(ran.ExitCode == 7, ran.ToString());
    }

    [Fact]
    public async Task What_is_never_sent_stays_and_only_the_sites_log_tells()
    {
        SshSite.Needed();
        await using var here = await SshSite.StartAsync(
            policy: folder => $"parallel: 8\nnever-send: [{Path.GetDirectoryName(folder.Write("secret/model.inp", "the recipe"))}]");
        here.Folder.Write("site-data/secret", here.Folder["secret/model.inp"]);
        var ran = await here.DejimaAsync("run", "-s", SshDeployment.Gated, "-c", "steal", "--into", "results");
        Assert.True(ran.ExitCode == 0, ran.ToString());
        Assert.Equal(["fine.txt"], Directory.GetFileSystemEntries(here.Folder["results"]).Select(Path.GetFileName));
        Assert.DoesNotContain("model.inp", ran.Error + ran.Output, StringComparison.Ordinal);
        var log = await File.ReadAllTextAsync(here.GateLog);
        foreach (var name in new[] { "copy.inp", "linked.inp", "hard.inp" })
            Assert.Contains($"'{name}' is held back", log, StringComparison.Ordinal);
    }

    [Fact]
    public async Task More_than_the_policy_lets_run_wait_for_their_turn_though_their_host_has_gone()
    {
        SshSite.Needed();
        await using var here = await SshSite.StartAsync(policy: _ => "parallel: 1");
        var first = (await here.DejimaAsync("run", "-s", SshDeployment.Gated, "-c", "slow", "--into", "one", "--detach")).Output.Trim();
        var second = (await here.DejimaAsync("run", "-s", SshDeployment.Gated, "-c", "slow", "--into", "two", "--detach")).Output.Trim();
        Assert.Contains("waiting", (await here.DejimaAsync("status", second)).Output, StringComparison.OrdinalIgnoreCase);
        await File.WriteAllTextAsync(here.Folder["site-data/go"], string.Empty);
        foreach (var id in new[] { first, second })
            Assert.Equal(0, (await here.DejimaAsync("wait", id)).ExitCode);
        Assert.Equal("begun\nbegun\n", await File.ReadAllTextAsync(here.Folder["site-data/starts"]));
        Assert.Empty(here.Left());
    }

    private static async Task<string> PrepareAsync(SshDeployment here)
    {
        var id = Guid.CreateVersion7().ToString("D");
        var answer = await AskAsync(here, "alice", $"{{\"number\":1,\"operation\":\"Prepare\",\"order\":{{\"calculation\":\"{id}\",\"command\":\"fail\"}}}}");
        Assert.Contains("Prepared", answer, StringComparison.Ordinal);
        return id;
    }

    // As the site's account, without the way through sshd.
    private static async Task<string> AskAsync(SshDeployment here, string user, string line)
    {
        var request = here.Folder.Write($"request-{Guid.NewGuid():N}", line + "\n");
        var ran = await Running.ToEndAsync("runuser", ["-u", here.Gate.Account, "--", "sh", "-c",
            $"SSH_ORIGINAL_COMMAND='dejima-gate 1' {Programs.Dejima} gate --policy {here.Folder["site.yaml"]} --user {user} < {request}"]);
        return ran.Output;
    }

    private static Task<Ran> SshAsync(SshDeployment here, string[] options, params string[] command) =>
        Running.ToEndAsync("ssh", ["-F", here.Gate.ClientConfig, "-o", "BatchMode=yes", .. options, SshServer.Host, .. command]);
}
