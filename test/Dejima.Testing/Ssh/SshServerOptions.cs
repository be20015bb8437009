namespace Dejima.Testing.Ssh;

/// <summary>How a test's sshd differs from the ordinary one.</summary>
public sealed record SshServerOptions
{
    /// <summary>Who logs in; null for the account of the test itself.</summary>
    public SshAccount? Account { get; init; }

    /// <summary>rsa, ecdsa or ed25519: the client's key.</summary>
    public string KeyType { get; init; } = "ed25519";

    /// <summary>Of the client's key; empty for none. Then an <see cref="SshAgent"/> is needed.</summary>
    public string Passphrase { get; init; } = string.Empty;

    /// <summary>The forced command of the client's key; null for none.</summary>
    public string? ForcedCommand { get; init; }

    /// <summary>Further options of the key's line in <c>authorized_keys</c>, such as <c>restrict</c> or <c>from="..."</c>.</summary>
    public string KeyOptions { get; init; } = string.Empty;

    /// <summary>Further lines of sshd_config.</summary>
    public string Config { get; init; } = string.Empty;

    /// <summary>Further lines of the client's ssh_config, for every host.</summary>
    public string ClientConfig { get; init; } = string.Empty;

    /// <summary>The address to listen at.</summary>
    public string Address { get; init; } = "127.0.0.1";

    /// <summary>What goes before sshd's command line; it ends with becoming what follows.</summary>
    public string[] Before { get; init; } = [];

    /// <summary>The network namespace (see <c>ip netns</c>) to listen in; null for the test's own.</summary>
    public string? Namespace { get; init; }
}
