using System.Net.Security;
using System.Security.Cryptography.X509Certificates;

namespace Dejima.FaultInjection.Proxies;

/// <summary>The two ends of TLS that the proxy is: the broker's own certificate to its clients, any client to the broker.</summary>
internal sealed class Tls(string folder) : IDisposable
{
    private readonly X509Certificate2 _certificate =
        X509Certificate2.CreateFromPemFile(Path.Combine(folder, "server.pem"), Path.Combine(folder, "server.key"));

    public async Task<SslStream> AcceptAsync(Stream client, CancellationToken over)
    {
        var stream = new SslStream(client);
        await stream.AuthenticateAsServerAsync(
            new SslServerAuthenticationOptions { ServerCertificate = _certificate }, over).ConfigureAwait(false);
        return stream;
    }

    public static async Task<SslStream> ConnectAsync(Stream broker, CancellationToken over)
    {
        // The clients check the certificate at the proxy's own end.
#pragma warning disable CA5359
        var stream = new SslStream(broker, false, (_, _, _, _) => true);
#pragma warning restore CA5359
        await stream.AuthenticateAsClientAsync(
            new SslClientAuthenticationOptions { TargetHost = "127.0.0.1" }, over).ConfigureAwait(false);
        return stream;
    }

    public void Dispose() => _certificate.Dispose();
}
