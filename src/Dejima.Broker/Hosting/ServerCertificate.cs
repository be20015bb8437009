using System.Net.Security;
using System.Security.Authentication;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using static Dejima.Contracts.Languages.Language;

namespace Dejima.Broker.Hosting;

/// <summary>The certificate that new connections are shown; it can be exchanged while the broker runs.</summary>
internal sealed class ServerCertificate
{
    private SslServerAuthenticationOptions? _options;

    /// <summary>How a new connection is secured: TLS 1.2 or newer (R-W1).</summary>
    public SslServerAuthenticationOptions Options =>
        Volatile.Read(ref _options) ?? throw new InvalidOperationException("no certificate was loaded");

    /// <summary>Reads certificate, chain and key (PEM).</summary>
    /// <exception cref="CryptographicException">They are not PEM or do not belong together.</exception>
    /// <exception cref="IOException">A file cannot be read.</exception>
    public void Load(string certificateFile, string keyFile) => Volatile.Write(ref _options, new SslServerAuthenticationOptions
    {
        ServerCertificateContext = Read(certificateFile, keyFile),
        EnabledSslProtocols = SslProtocols.Tls12 | SslProtocols.Tls13,
        ApplicationProtocols = [SslApplicationProtocol.Http2, SslApplicationProtocol.Http11],
    });

    /// <summary>Why the two files cannot be used, and whether it is the key's fault; null when they can.</summary>
    public static (bool OfKey, string Message)? Problem(string certificateFile, string keyFile)
    {
        foreach (var (file, ofKey) in new[] { (certificateFile, false), (keyFile, true) })
        {
            if (!File.Exists(file))
                return (ofKey, Say($"there is no file {file}", $"ファイル {file} がありません"));
        }

        try
        {
            _ = Read(certificateFile, keyFile);
            return null;
        }
        catch (Exception unfit) when (unfit is CryptographicException or ArgumentException or IOException or UnauthorizedAccessException)
        {
            return (unfit is UnauthorizedAccessException, Say(
                $"certificate and key cannot be used together: {unfit.Message}", $"証明書と鍵が使えません: {unfit.Message}"));
        }
    }

    private static SslStreamCertificateContext Read(string certificateFile, string keyFile)
    {
        using var own = X509Certificate2.CreateFromPemFile(certificateFile, keyFile);
        var chain = new X509Certificate2Collection();
        chain.ImportFromPemFile(certificateFile);
        // Windows only serves keys that come from its key store.
        var served = X509CertificateLoader.LoadPkcs12(own.Export(X509ContentType.Pkcs12), null);
        return SslStreamCertificateContext.Create(served, chain, offline: true);
    }
}
