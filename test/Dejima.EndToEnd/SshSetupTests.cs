using Dejima.Testing;
using Dejima.Testing.Ssh;

namespace Dejima.EndToEnd;

/// <summary>Setting up: the line for <c>authorized_keys</c>, <c>site check</c>, <c>sites.yaml</c>.</summary>
public sealed class SshSetupTests
{
    [Theory]
    [InlineData("rsa")]
    [InlineData("ecdsa")]
    [InlineData("ed25519")]
    public async Task The_printed_line_lets_the_key_in_at_the_gate_and_nowhere_else(string type)
    {
        SshSite.Needed();
        await using var here = await SshSite.StartAsync(new SshServerOptions { Account = SshAccount.With("dash"), KeyType = type });
        var line = await here.DejimaAsync(
            "site", "authorize", "--policy", "site.yaml", "--key", here.Gate.Key.Path + ".pub", "--from", "127.0.0.1", "--user", "carol");
        Assert.True(line.ExitCode == 0, line.ToString());
        Assert.StartsWith("restrict,from=\"127.0.0.1\",command=\"exec ", line.Output, StringComparison.Ordinal);
        await File.WriteAllTextAsync(here.Gate.AuthorizedKeys, line.Output);
        var ran = await here.DejimaAsync("run", "-s", SshDeployment.Gated, "-c", "fail", "--into", "results");
        Assert.True(ran.ExitCode == 7, ran.ToString());
        Assert.Contains("carol", await File.ReadAllTextAsync(here.GateLog), StringComparison.Ordinal);
        var shell = await Running.ToEndAsync("ssh", ["-F", here.Gate.ClientConfig, "-o", "BatchMode=yes", SshServer.Host, "id"]);
        Assert.NotEqual(0, shell.ExitCode);
        Assert.DoesNotContain("uid=", shell.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("private", "127.0.0.1", "private key")]
    [InlineData("nonsense", "127.0.0.1", "no public key")]
    [InlineData("good", "1.2.3.4\",command=\"sh", "from=")]
    [InlineData("good", "", "from=")]
    public async Task What_cannot_stand_in_the_line_is_refused(string key, string from, string words)
    {
        using var folder = new TempFolder();
        folder.Write("site.yaml", "site: s\ncommands: { c: { run: [/bin/true] } }\n");
        var made = await SshKey.CreateAsync(folder["good"]);
        folder.Write("private", await File.ReadAllTextAsync(made.Path));
        folder.Write("nonsense", "ssh-ed25519 AAAA nobody\n");
        var ran = await Running.ToEndAsync(
            Programs.Dejima, ["site", "authorize", "--policy", folder["site.yaml"], "--key", key == "good" ? made.Path + ".pub" : folder[key], "--from", from]);
        Assert.NotEqual(0, ran.ExitCode);
        Assert.Contains(words, ran.Error, StringComparison.Ordinal);
        Assert.Empty(ran.Output);
    }

    [Fact]
    public async Task A_check_names_what_is_missing()
    {
        using var folder = new TempFolder();
        folder.Write("site.yaml", $"site: s\nworkspaces: {folder.Path}\ncommands: {{ c: {{ run: [/nowhere/solver] }} }}\nnever-send: [/nowhere/secret]\n");
        var bad = await Running.ToEndAsync(Programs.Dejima, ["site", "check", "--policy", folder["site.yaml"]]);
        Assert.Equal(78, bad.ExitCode);
        Assert.Contains("/nowhere/solver", bad.Output, StringComparison.Ordinal);
        Assert.Contains("/nowhere/secret", bad.Output, StringComparison.Ordinal);
        folder.Write("site.yaml", $"site: s\nworkspaces: {folder.Path}\ncommands: {{ c: {{ run: [/bin/true] }} }}\n");
        var good = await Running.ToEndAsync(Programs.Dejima, ["site", "check", "--policy", folder["site.yaml"], "--json"]);
        Assert.True(good.ExitCode == 0, good.ToString());
    }

    [Theory]
    [InlineData("ssh: -oProxyCommand=id", "no name for ssh")]
    [InlineData("ssh: \"a b\"", "no name for ssh")]
    [InlineData("ssh: { config: x }", "host")]
    [InlineData("ssh: { host: h, entry: relative.sh }", "absolute path")]
    [InlineData("ssh: { host: h, entry: /e, workspaces: \"/tmp/$(id)\" }", "workspaces")]
    [InlineData("ssh: { host: h, workspaces: /tmp }", "entry")]
    [InlineData("ssh: { host: h, port: 22 }", "port")]
    [InlineData("ssh: h, broker: { url: \"https://b.example\", token-file: t }", "ssh")]
    public async Task Mistakes_in_sites_yaml_are_named(string site, string words)
    {
        using var folder = new TempFolder();
        folder.Write("sites.yaml", $"sites:\n  s: {{ {site} }}\n");
        var ran = await Running.ToEndAsync(Programs.Dejima, ["run", "-s", "s", "-c", "c", "--sites", folder["sites.yaml"]]);
        Assert.True(ran.ExitCode == 78, ran.ToString());
        Assert.Contains(words, ran.Error, StringComparison.Ordinal);
    }
}
