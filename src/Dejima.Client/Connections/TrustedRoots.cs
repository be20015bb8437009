using System.Net.Security;
using System.Security.Authentication;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using static Dejima.Contracts.Languages.Language;

namespace Dejima.Client.Connections;

/// <summary>Whose certificates are trusted. There is no way to switch the check off (design: programs).</summary>
internal static class TrustedRoots
{
    public static SslClientAuthenticationOptions Options(string? caFile)
    {
        var options = new SslClientAuthenticationOptions
        {
            EnabledSslProtocols = SslProtocols.Tls12 | SslProtocols.Tls13,
        };
        if (caFile is null)
            return options;
        var policy = new X509ChainPolicy
        {
            TrustMode = X509ChainTrustMode.CustomRootTrust,
            RevocationMode = X509RevocationMode.NoCheck,
        };
        policy.CustomTrustStore.AddRange(Read(caFile));
        options.CertificateChainPolicy = policy;
        return options;
    }

    private static X509Certificate2Collection Read(string caFile)
    {
        var roots = new X509Certificate2Collection();
        try
        {
            roots.ImportFromPemFile(caFile);
        }
        catch (Exception unreadable) when (unreadable is IOException or UnauthorizedAccessException or CryptographicException)
        {
            throw new SetupException(Say(
                $"The ca-file '{caFile}' cannot be read: {unreadable.Message}",
                $"ca-file '{caFile}' を読めません: {unreadable.Message}"), unreadable);
        }

        return roots.Count > 0
            ? roots
            : throw new SetupException(Say(
                $"The ca-file '{caFile}' holds no certificate (PEM).", $"ca-file '{caFile}' に証明書 (PEM) がありません。"));
    }
}
