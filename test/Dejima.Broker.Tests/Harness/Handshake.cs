using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;

namespace Dejima.Broker.Tests.Harness;

/// <summary>A TLS handshake alone, to look at what the broker shows.</summary>
internal static class Handshake
{
    /// <summary>The thumbprint of the certificate shown.</summary>
    /// <exception cref="Exception">The broker does not speak this version.</exception>
    public static async Task<string> With(BrokerServer server, SslProtocols version = SslProtocols.None)
    {
        using var socket = new TcpClient();
        await socket.ConnectAsync(server.Address.Host, server.Address.Port);
#pragma warning disable CA5359 // Nothing is sent here; whether clients can trust the certificate is tested by every other test.
        await using var tls = new SslStream(socket.GetStream(), false, (_, _, _, _) => true);
#pragma warning restore CA5359
        await tls.AuthenticateAsClientAsync(
            new SslClientAuthenticationOptions { TargetHost = "localhost", EnabledSslProtocols = version });
        return ((X509Certificate2)tls.RemoteCertificate!).Thumbprint;
    }
}
