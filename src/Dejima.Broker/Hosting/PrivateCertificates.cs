using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Dejima.Broker.Hosting;

/// <summary>A certificate and the private authority that vouches for it, all PEM.</summary>
/// <param name="Authority">For clients.</param>
/// <param name="Certificate">For the server.</param>
/// <param name="Key">Its private key.</param>
internal sealed record PrivateCertificates(string Authority, string Certificate, string Key)
{
    // Apple's clients accept no server certificate that is valid for longer.
    private static readonly TimeSpan Validity = TimeSpan.FromDays(825);

    /// <summary>
    /// Makes them so that the strictest checks pass (RFC 5280 profile). The authority's own key is thrown away: it
    /// could vouch for anything to every host and site that trusts it.
    /// </summary>
    /// <param name="hosts">Names and IP addresses of the server; at least one.</param>
    /// <param name="now">Valid from here on, with some room for clocks that are behind.</param>
    public static PrivateCertificates Make(IReadOnlyList<string> hosts, DateTimeOffset now)
    {
        var (from, until) = (now.AddHours(-1), now + Validity);
        using var authorityKey = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        using var authority = AuthorityRequest(authorityKey).CreateSelfSigned(from, until);
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        using var certificate = ServerRequest(key, hosts, authority).Create(authority, from, until, Serial());
        return new PrivateCertificates(
            authority.ExportCertificatePem() + "\n", certificate.ExportCertificatePem() + "\n", key.ExportPkcs8PrivateKeyPem() + "\n");
    }

    private static CertificateRequest AuthorityRequest(ECDsa key)
    {
        var request = new CertificateRequest($"CN=Dejima broker CA {Convert.ToHexStringLower(Serial().AsSpan(0, 4))}", key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, true, 0, true));
        request.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.KeyCertSign | X509KeyUsageFlags.CrlSign, true));
        request.CertificateExtensions.Add(new X509SubjectKeyIdentifierExtension(request.PublicKey, false));
        return request;
    }

    private static CertificateRequest ServerRequest(ECDsa key, IReadOnlyList<string> hosts, X509Certificate2 authority)
    {
        var request = new CertificateRequest("CN=Dejima broker", key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(false, false, 0, true));
        request.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.DigitalSignature, true));
        request.CertificateExtensions.Add(new X509EnhancedKeyUsageExtension([new Oid("1.3.6.1.5.5.7.3.1", "Server Authentication")], false));
        request.CertificateExtensions.Add(new X509SubjectKeyIdentifierExtension(request.PublicKey, false));
        request.CertificateExtensions.Add(X509AuthorityKeyIdentifierExtension.CreateFromCertificate(authority, true, false));
        request.CertificateExtensions.Add(Names(hosts));
        return request;
    }

    private static X509Extension Names(IReadOnlyList<string> hosts)
    {
        var names = new SubjectAlternativeNameBuilder();
        foreach (var host in hosts)
        {
            if (IPAddress.TryParse(host, out var address))
                names.AddIpAddress(address);
            else
                names.AddDnsName(host);
        }

        return names.Build();
    }

    private static byte[] Serial()
    {
        var serial = RandomNumberGenerator.GetBytes(16);
        serial[0] = (byte)((serial[0] & 0x3f) | 0x40);
        return serial;
    }
}
