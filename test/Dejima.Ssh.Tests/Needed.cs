using Dejima.Testing.Ssh;

namespace Dejima.Ssh.Tests;

/// <summary>Skips a test where what it needs cannot be had.</summary>
internal static class Needed
{
    /// <summary>sshd and accounts to log in to.</summary>
    public static void Accounts() =>
        Assert.SkipWhen((SshServer.Missing ?? SshAccount.Missing) is not null, SshServer.Missing ?? SshAccount.Missing ?? string.Empty);
}
