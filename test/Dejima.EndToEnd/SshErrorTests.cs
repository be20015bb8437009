using Dejima.Testing;
using Dejima.Testing.Ssh;

namespace Dejima.EndToEnd;

/// <summary>What is wrong is said, with what to do about it; nothing is accepted by itself, nothing waits for typed input.</summary>
public sealed class SshErrorTests
{
    [Fact]
    public async Task A_changed_host_key_ends_it_and_nothing_is_accepted()
    {
        SshSite.Needed();
        await using var here = await SshSite.StartAsync();
        await here.Gate.ChangeHostKeyAsync();
        var known = await File.ReadAllTextAsync(here.Gate.KnownHosts);
        await FailsAsync(here, SshDeployment.Gated, 78, "is another than before");
        Assert.Equal(known, await File.ReadAllTextAsync(here.Gate.KnownHosts));
    }

    [Fact]
    public async Task An_unknown_host_key_ends_it_and_nothing_is_accepted()
    {
        SshSite.Needed();
        await using var here = await SshSite.StartAsync();
        await File.WriteAllTextAsync(here.PlainServer.KnownHosts, string.Empty);
        await FailsAsync(here, SshDeployment.Plain, 78, "is not known here");
        Assert.Empty(await File.ReadAllTextAsync(here.PlainServer.KnownHosts));
    }

    [Fact]
    public async Task A_key_that_is_not_let_in_is_final()
    {
        SshSite.Needed();
        await using var here = await SshSite.StartAsync();
        await File.WriteAllTextAsync(here.Gate.AuthorizedKeys, string.Empty);
        await FailsAsync(here, SshDeployment.Gated, 78, "did not let us in");
    }

    [Fact]
    public async Task A_server_that_is_away_is_tried_for_as_long_as_the_patience()
    {
        SshSite.Needed();
        await using var here = await SshSite.StartAsync();
        await here.Gate.StopAsync();
        var ran = await here.DejimaAsync("run", "-s", SshDeployment.Gated, "-c", "fail", "--into", "r", "--patience", "2s");
        Assert.True(ran.ExitCode == 69, ran.ToString());
        Assert.Contains("Nothing listens", ran.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("rm {0}", "does not exist at the site")]
    [InlineData("chmod a-x {0}", "is not executable")]
    [InlineData("rm {0}; mkdir {0}", "is no file")]
    public async Task An_entry_script_that_cannot_be_run_is_named(string change, string words)
    {
        SshSite.Needed();
        await using var here = await SshSite.StartAsync();
        await Running.ToEndAsync("sh", ["-c", string.Format(System.Globalization.CultureInfo.InvariantCulture, change, here.Folder["bin/entry"])]);
        await FailsAsync(here, SshDeployment.Plain, 78, words);
    }

    [Theory]
    [InlineData("rsa")]
    [InlineData("ecdsa")]
    [InlineData("ed25519")]
    public async Task Every_kind_of_key_does(string type)
    {
        SshSite.Needed();
        await using var here = await SshSite.StartAsync(new SshServerOptions { Account = SshAccount.With("dash"), KeyType = type });
        Assert.Equal(7, (await here.DejimaAsync("run", "-s", SshDeployment.Gated, "-c", "fail", "--into", "r")).ExitCode);
    }

    [Theory]
    [InlineData("dash")]
    [InlineData("bash")]
    [InlineData("tcsh")]
    [InlineData("fish")]
    public async Task Every_login_shell_does(string shell)
    {
        SshSite.Needed();
        Assert.SkipWhen(SshAccount.ShellPath(shell) is null, $"{shell} is not installed");
        await using var here = await SshSite.StartAsync(new SshServerOptions { Account = SshAccount.With(shell) });
        here.Folder.Write("in.dat", "x");
        foreach (var site in new[] { SshDeployment.Gated, SshDeployment.Plain })
        {
            var ran = await here.DejimaAsync("run", "-s", site, "-c", "echo", "-i", "in.dat", "--into", site);
            Assert.True(ran.ExitCode == 0, ran.ToString());
            Assert.True(File.Exists(here.Folder[$"{site}/in.dat"]));
        }
    }

    [Fact]
    public async Task A_key_with_a_passphrase_comes_from_the_agent_and_is_never_asked_for()
    {
        SshSite.Needed();
        using var folder = new TempFolder();
        using var agent = await SshAgent.StartAsync(folder);
        await using var here = await SshSite.StartAsync(new SshServerOptions
        {
            Account = SshAccount.With("dash"), Passphrase = "open sesame", ClientConfig = $"  IdentityAgent {agent.Socket}",
        });
        await FailsAsync(here, SshDeployment.Gated, 78, "ssh-agent");
        await agent.AddAsync(folder, here.Gate.Key, "open sesame");
        Assert.Equal(7, (await here.DejimaAsync("run", "-s", SshDeployment.Gated, "-c", "fail", "--into", "r")).ExitCode);
    }

    [Fact]
    public async Task A_jump_host_of_the_users_own_configuration_is_used()
    {
        SshSite.Needed();
        using var folder = new TempFolder();
        await using var jump = await SshServer.StartAsync(folder, new SshServerOptions { Account = SshAccount.With("dash") });
        // One ssh_config for both: the way leads through the other server.
        await using var here = await SshSite.StartAsync(new SshServerOptions
        {
            Account = SshAccount.With("dash"),
            ClientConfig = $"  ProxyCommand ssh -F {jump.ClientConfig} -o BatchMode=yes -W %h:%p {SshServer.Host}",
        });
        Assert.Equal(7, (await here.DejimaAsync("run", "-s", SshDeployment.Gated, "-c", "fail", "--into", "r")).ExitCode);
        Assert.Contains("Accepted publickey", jump.Log, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(SshDeployment.Gated)]
    [InlineData(SshDeployment.Plain)]
    public async Task Results_are_not_trusted_and_odd_names_come_back(string site)
    {
        SshSite.Needed();
        await using var here = await SshSite.StartAsync();
        var ran = await here.DejimaAsync("run", "-s", site, "-c", "names", "--into", "results");
        Assert.True(ran.ExitCode == 0, ran.ToString());
        foreach (var name in new[] { "new\nline", "quote'\"s", "日本 語", "inward", "real/deep/file", "folder/file" })
            Assert.Equal("x", await File.ReadAllTextAsync(Path.Combine(here.Folder["results"], name)));
        foreach (var name in new[] { "outward", "climbing", "pipe", "root" })
            Assert.False(new FileInfo(Path.Combine(here.Folder["results"], name)) is { Exists: true } or { LinkTarget: not null }, name);
        Assert.Equal("real/deep", new FileInfo(Path.Combine(here.Folder["results"], "folder")).LinkTarget);
        Assert.Empty(here.Left());
    }

    private static async Task FailsAsync(SshDeployment here, string site, int exitCode, string words)
    {
        var ran = await here.DejimaAsync("run", "-s", site, "-c", "fail", "--into", "r", "--patience", "5s");
        Assert.True(ran.ExitCode == exitCode, ran.ToString());
        Assert.Contains(words, ran.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("not known; see", ran.Error, StringComparison.Ordinal);
    }
}
