using System.Security.Cryptography.X509Certificates;
using Dejima.Broker.Hosting;
using Dejima.Broker.Tests.Harness;
using Dejima.Contracts.Errors;
using Dejima.Contracts.Http;

namespace Dejima.Broker.Tests;

/// <summary>The configuration changes without a restart (R-W7).</summary>
public sealed class ReloadTests
{
    [Fact]
    public async Task A_new_site_can_be_used_and_a_removed_one_cannot()
    {
        await using var server = await BrokerServer.Start();
        using var host = await server.Host();
        await Put("new-site").Refused(ErrorCode.UnknownSite);
        server.Configure("sites: { new-site: { commands: [solve], users: [alice] } }");
        await Eventually.True(() => Logged(server, "holds from now on"), "the change is taken over");
        await Put("new-site").Is(System.Net.HttpStatusCode.Created);
        await Put("demo-site").Refused(ErrorCode.UnknownSite);

        Task<HttpResponseMessage> Put(string site) => host.Put(Routes.Calculation(Guid.NewGuid()), Steps.Request(site));
    }

    [Fact]
    public async Task A_wrong_file_changes_nothing_and_every_error_is_logged()
    {
        await using var server = await BrokerServer.Start();
        using var host = await server.Host();
        server.Configure("sites: { demo-site: { commands: [solve] } }\nlimits: { files: x }\nunknown: 1");
        await Eventually.True(() => Logged(server, "goes on holding"), "the error is noticed");
        Assert.True(Logged(server, "limits.files"));
        Assert.True(Logged(server, "unknown"));
        await host.Register(Steps.Request());
    }

    [Fact]
    public async Task A_renewed_certificate_is_shown_to_new_connections()
    {
        await using var server = await BrokerServer.Start();
        var before = await Handshake.With(server);
        var renewed = PrivateCertificates.Make(["localhost", "127.0.0.1"], DateTimeOffset.UtcNow);
        File.WriteAllText(Path.Combine(server.Folder, "server.key"), renewed.Key);
        File.WriteAllText(Path.Combine(server.Folder, "server.pem"), renewed.Certificate);
        await Eventually.True(
            async () =>
            {
                server.Clock.Advance(TimeSpan.FromSeconds(2));
                return await Handshake.With(server) != before;
            },
            "the new certificate is shown");
        Assert.Equal(X509Certificate2.CreateFromPem(renewed.Certificate).Thumbprint, await Handshake.With(server));
    }

    private static bool Logged(BrokerServer server, string text)
    {
        server.Clock.Advance(TimeSpan.FromSeconds(2));
        return server.Log.Lines.Any(line => line.Contains("ConfigurationWatcher", StringComparison.Ordinal) && line.Contains(text, StringComparison.Ordinal));
    }
}
