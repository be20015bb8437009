using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;
using Dejima.Broker.Hosting;
using Dejima.Broker.Tests.Harness;

namespace Dejima.Broker.Tests;

public sealed class CertificateTests
{
    [Fact]
    public void A_made_certificate_satisfies_strict_checks()
    {
        var now = DateTimeOffset.UtcNow;
        var made = PrivateCertificates.Make(["broker.example", "192.0.2.7", "::1"], now);
        using var authority = X509Certificate2.CreateFromPem(made.Authority);
        using var server = X509Certificate2.CreateFromPem(made.Certificate, made.Key);
        Assert.True(server.HasPrivateKey);
        Assert.True(server.MatchesHostname("broker.example"));
        Assert.True(server.MatchesHostname("192.0.2.7"));
        Assert.False(server.MatchesHostname("other.example"));
        Assert.InRange(server.NotAfter.ToUniversalTime(), now.AddDays(824).UtcDateTime, now.AddDays(826).UtcDateTime);

        var ca = authority.Extensions.OfType<X509BasicConstraintsExtension>().Single();
        Assert.Equal((true, true, 0), (ca.CertificateAuthority, ca.Critical, ca.PathLengthConstraint));
        Assert.False(server.Extensions.OfType<X509BasicConstraintsExtension>().Single().CertificateAuthority);
        Assert.Equal(
            "1.3.6.1.5.5.7.3.1", Assert.Single(server.Extensions.OfType<X509EnhancedKeyUsageExtension>().Single().EnhancedKeyUsages.Cast<System.Security.Cryptography.Oid>()).Value);
        Assert.Equal(
            authority.Extensions.OfType<X509SubjectKeyIdentifierExtension>().Single().SubjectKeyIdentifierBytes.ToArray(),
            server.Extensions.OfType<X509AuthorityKeyIdentifierExtension>().Single().KeyIdentifier!.Value.ToArray());

        using var chain = new X509Chain
        {
            ChainPolicy = { TrustMode = X509ChainTrustMode.CustomRootTrust, CustomTrustStore = { authority }, RevocationMode = X509RevocationMode.NoCheck },
        };
        Assert.True(chain.Build(server), string.Join(' ', chain.ChainStatus.Select(status => status.StatusInformation)));
    }

    [Theory]
    [InlineData(SslProtocols.Tls12, true)]
    [InlineData(SslProtocols.Tls13, true)]
#pragma warning disable CA5397, SYSLIB0039 // Old versions are named here to see them refused.
    [InlineData(SslProtocols.Tls11, false)]
    [InlineData(SslProtocols.Tls, false)]
#pragma warning restore CA5397, SYSLIB0039
    public async Task Only_tls_1_2_and_newer_are_spoken(SslProtocols version, bool spoken)
    {
        await using var server = await BrokerServer.Start();
        if (spoken)
            Assert.NotEmpty(await Handshake.With(server, version));
        else
            await Assert.ThrowsAnyAsync<Exception>(() => Handshake.With(server, version));
    }

    [Fact]
    public async Task Without_tls_nothing_is_answered()
    {
        await using var server = await BrokerServer.Start();
        using var plain = new HttpClient();
        await Assert.ThrowsAnyAsync<HttpRequestException>(() => plain.GetAsync(new Uri($"http://{server.Address.Authority}/healthz")));
    }
}
