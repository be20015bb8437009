using Dejima.Ssh.Gate;
using Dejima.Testing;
using Dejima.Testing.Ssh;

namespace Dejima.Ssh.Tests.Gate;

/// <summary>The line for <c>authorized_keys</c>: what ssh-keygen makes is taken, and nothing gets into the line that opens more.</summary>
public class AuthorizedKeyTests
{
    [Theory]
    [InlineData("rsa")]
    [InlineData("ecdsa")]
    [InlineData("ed25519")]
    public async Task A_line_is_what_ssh_keygen_reads_as_that_key(string type)
    {
        using var folder = new TempFolder();
        var key = await SshKey.CreateAsync(folder["key"], type);
        var line = AuthorizedKey.Parse(key.Public + "\n").Line("/usr/bin/dejima", "/etc/dejima/site.yaml", "alice", ["192.0.2.7", "2001:db8::/32"]);
        var (one, other) = (await PrintAsync(folder.Write("line", line + "\n")), await PrintAsync(key.Path + ".pub"));
        Assert.Equal(other.Split(' ')[1], one.Split(' ')[1]);
        Assert.StartsWith(
            "restrict,from=\"192.0.2.7,2001:db8::/32\",command=\"exec /usr/bin/dejima gate --policy /etc/dejima/site.yaml --user alice\" ", line, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_short_rsa_key_is_refused()
    {
        using var folder = new TempFolder();
        var made = await Running.ToEndAsync("ssh-keygen", ["-q", "-t", "rsa", "-b", "1024", "-N", "", "-f", folder["key"]]);
        Assert.SkipWhen(made.ExitCode != 0, "this ssh-keygen makes no short keys");
        Assert.Throws<FormatException>(() => AuthorizedKey.Parse(File.ReadAllText(folder["key.pub"])));
    }

    [Theory]
    [InlineData("")]
    [InlineData("ssh-ed25519")]
    [InlineData("ssh-ed25519 !!!!")]
    [InlineData("ssh-ed25519 AAAAB3NzaC1yc2EAAAADAQABAAAAgQ==")]
    [InlineData("ssh-dss AAAAB3NzaC1kc3MAAACBAA==")]
    [InlineData("-----BEGIN OPENSSH PRIVATE KEY-----\nx\n-----END OPENSSH PRIVATE KEY-----")]
    [InlineData("command=\"sh\" ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIOMqqnkVzrm0SdG6UOoqKLsabgH5C9okWi0dh2l9GKJl x")]
    [InlineData("ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIOMqqnkVzrm0SdG6UOoqKLsabgH5C9okWi0dh2l9GKJl x\nssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIOMqqnkVzrm0SdG6UOoqKLsabgH5C9okWi0dh2l9GKJl y")]
    public void What_is_no_public_key_is_refused(string text) => Assert.Throws<FormatException>(() => AuthorizedKey.Parse(text));

    [Theory]
    [InlineData("/usr/bin/my dejima", "/p", "u", "192.0.2.1")]
    [InlineData("dejima", "/p", "u", "192.0.2.1")]
    [InlineData("/d", "/p;id", "u", "192.0.2.1")]
    [InlineData("/d", "/p$(id)", "u", "192.0.2.1")]
    [InlineData("/d", "/p", "u\" ssh", "192.0.2.1")]
    [InlineData("/d", "/p", "", "192.0.2.1")]
    [InlineData("/d", "/p", "u", "1.2.3.4\",no-pty")]
    [InlineData("/d", "/p", "u", "a b")]
    public void Nothing_gets_into_the_line_that_opens_more(string program, string policy, string user, string from)
    {
        var key = AuthorizedKey.Parse("ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIOMqqnkVzrm0SdG6UOoqKLsabgH5C9okWi0dh2l9GKJl x");
        Assert.Throws<FormatException>(() => key.Line(program, policy, user, [from]));
    }

    private static async Task<string> PrintAsync(string file) => (await Running.ToEndAsync("ssh-keygen", ["-l", "-f", file])).Output;
}
