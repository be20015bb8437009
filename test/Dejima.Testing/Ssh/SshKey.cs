namespace Dejima.Testing.Ssh;

/// <summary>A pair of keys made by ssh-keygen.</summary>
/// <param name="Path">The private key's file; the public one's is <c>Path.pub</c>.</param>
public sealed record SshKey(string Path)
{
    /// <summary>The public key as <c>authorized_keys</c> has it.</summary>
    public string Public => File.ReadAllText(Path + ".pub").Trim();

    /// <summary>Makes one.</summary>
    /// <param name="path">The private key's file.</param>
    /// <param name="type">rsa, ecdsa or ed25519.</param>
    /// <param name="passphrase">Empty for none.</param>
    public static async Task<SshKey> CreateAsync(string path, string type = "ed25519", string passphrase = "")
    {
        Directory.CreateDirectory(System.IO.Path.GetDirectoryName(path)!);
        var bits = type == "rsa" ? new[] { "-b", "2048" } : [];
        var ran = await Running.ToEndAsync(
            "ssh-keygen", ["-q", "-t", type, .. bits, "-N", passphrase, "-C", "dejima-test", "-f", path]).ConfigureAwait(false);
        return ran.ExitCode == 0 ? new SshKey(path) : throw new InvalidOperationException($"ssh-keygen: {ran}");
    }
}
