using Dejima.Client.Connections;
using Dejima.Ssh.Push.Connections;
using Dejima.Ssh.Push.Sessions;

namespace Dejima.Ssh.Tests.Push;

/// <summary>What ssh complains of: whether trying again can help, and that nothing of it can disturb a terminal.</summary>
public class SshTroubleTests
{
    [Theory]
    [InlineData(255, "@ WARNING: REMOTE HOST IDENTIFICATION HAS CHANGED! @\nHost key verification failed.", true, "another than before")]
    [InlineData(255, "No ED25519 host key is known for x and you have requested strict checking.\nHost key verification failed.", true, "not known here")]
    [InlineData(255, "u@x: Permission denied (publickey).", true, "did not let us in")]
    [InlineData(255, "Received disconnect: Too many authentication failures", true, "too many other keys")]
    [InlineData(255, "ssh: Could not resolve hostname x: Name or service not known", false, "no address")]
    [InlineData(255, "ssh: connect to host x port 22: Connection refused", false, "Nothing listens")]
    [InlineData(255, "ssh: connect to host x port 22: Connection timed out", false, "does not answer")]
    [InlineData(255, "ssh: connect to host x port 22: No route to host", false, "no way")]
    [InlineData(255, "/c: line 1: Bad configuration option: foo", true, "ssh_config")]
    [InlineData(255, "kex_exchange_identification: Connection closed by remote host", false, "failed")]
    [InlineData(127, "sh: dejima-gate: not found", true, "has no gate")]
    [InlineData(77, "dejima gate: no", true, "refused: dejima gate: no")]
    [InlineData(137, "", false, "failed")]
    [InlineData(143, "Killed by signal 15.", false, "failed")]
    [InlineData(0, "", false, "failed")]
    public void Each_complaint_has_its_words(int exitCode, string error, bool final, string words)
    {
        var trouble = SshTrouble.Of("x", exitCode, error);
        Assert.Equal(final, trouble.Final);
        Assert.Contains(words, trouble.Message, StringComparison.Ordinal);
        Assert.Equal(final, trouble.ToException() is SetupException);
        Assert.Equal(!final, trouble.ToException() is LinkLostException);
    }

    [Fact]
    public void A_gate_where_a_plain_site_was_expected_is_told() =>
        Assert.Contains("--entry", SshTrouble.Of("x", 77, "dejima gate: This key may only be used ...", entry: true).Message, StringComparison.Ordinal);

    [Fact]
    public void Control_characters_of_a_site_do_not_reach_the_terminal()
    {
        var trouble = SshTrouble.Of("x", 255, "\u001b]0;title\u0007 evil\u009b31m" + new string('z', 5000));
        Assert.DoesNotContain(trouble.Message, char.IsControl);
        Assert.True(trouble.Message.Length < 1000);
    }
}
