using Dejima.Testing;
using Dejima.Testing.Ssh;

namespace Dejima.Ssh.Tests;

/// <summary>The sshd that the other tests use.</summary>
public sealed class SshServerTests : IDisposable
{
    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("sh")]
    [InlineData("bash")]
    [InlineData("dash")]
    [InlineData("tcsh")]
    [InlineData("fish")]
    public async Task An_account_with_each_shell_lets_the_key_in(string shell)
    {
        Needed.Accounts();
        Assert.SkipWhen(SshAccount.ShellPath(shell) is null, $"{shell} is not installed");
        var account = SshAccount.With(shell);
        await using var server = await SshServer.StartAsync(_folder, new SshServerOptions { Account = account });
        var ran = await SshAsync(server, "id -un; echo $0");
        Assert.Equal(0, ran.ExitCode);
        Assert.Equal(account.Name, ran.Output.Split('\n')[0]);
    }

    [Theory]
    [InlineData("rsa")]
    [InlineData("ecdsa")]
    [InlineData("ed25519")]
    public async Task Every_kind_of_key_is_let_in_to_its_forced_command_only(string type)
    {
        Needed.Accounts();
        await using var server = await SshServer.StartAsync(_folder, new SshServerOptions
        {
            Account = SshAccount.With("dash"),
            KeyType = type,
            ForcedCommand = "echo \"forced: $SSH_ORIGINAL_COMMAND\"",
        });
        var ran = await SshAsync(server, "something else");
        Assert.Equal((0, "forced: something else\n"), (ran.ExitCode, ran.Output));
    }

    [Fact]
    public async Task An_agent_opens_a_key_with_a_passphrase()
    {
        Needed.Accounts();
        using var agent = await SshAgent.StartAsync(_folder);
        await using var server = await SshServer.StartAsync(_folder, new SshServerOptions
        {
            Account = SshAccount.With("dash"),
            Passphrase = "open sesame",
            ClientConfig = $"  IdentityAgent {agent.Socket}",
        });
        Assert.Equal(255, (await SshAsync(server, "true")).ExitCode);
        await agent.AddAsync(_folder, server.Key, "open sesame");
        Assert.Equal(0, (await SshAsync(server, "true")).ExitCode);
    }

    [Fact]
    public async Task Connections_can_be_cut_and_the_server_restarted()
    {
        Needed.Accounts();
        await using var server = await SshServer.StartAsync(_folder, new SshServerOptions { Account = SshAccount.With("dash") });
        using var session = Running.Start("ssh", ["-F", server.ClientConfig, "-o", "BatchMode=yes", SshServer.Host, "echo here; sleep 60"]);
        await Eventually.TrueAsync(() => session.Output.Length > 0, "the session runs");
        server.CutConnections();
        Assert.Equal(255, (await session.EndAsync()).ExitCode);
        await server.RestartAsync();
        Assert.Equal(0, (await SshAsync(server, "true")).ExitCode);
    }

    [Fact]
    public async Task A_cable_can_be_cut_and_mended()
    {
        Needed.Accounts();
        Assert.SkipWhen(TwoNetworks.Unavailable is not null, TwoNetworks.Unavailable ?? string.Empty);
        using var networks = TwoNetworks.Create();
        await using var server = await SshServer.StartAsync(_folder, new SshServerOptions
        {
            Account = SshAccount.With("dash"),
            Address = TwoNetworks.SiteAddress,
            Namespace = networks.SiteNamespace,
        });
        string[] line = [.. TwoNetworks.In(networks.HostNamespace), "ssh", "-F", server.ClientConfig, "-o", "BatchMode=yes", "-o", "ConnectTimeout=1", SshServer.Host, "true"];
        Assert.Equal(0, (await Running.ToEndAsync(line[0], line[1..])).ExitCode);
        networks.Cut();
        Assert.Equal(255, (await Running.ToEndAsync(line[0], line[1..])).ExitCode);
        networks.Heal();
        Assert.Equal(0, (await Running.ToEndAsync(line[0], line[1..])).ExitCode);
    }

    private static Task<Ran> SshAsync(SshServer server, string command, params string[] options) =>
        Running.ToEndAsync("ssh", ["-F", server.ClientConfig, "-o", "BatchMode=yes", .. options, SshServer.Host, command]);
}
