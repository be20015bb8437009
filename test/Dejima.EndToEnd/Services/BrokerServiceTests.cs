using System.Net;
using System.Net.Http.Headers;
using System.Security.Cryptography.X509Certificates;
using System.Text.RegularExpressions;
using Dejima.Testing;

namespace Dejima.EndToEnd.Services;

/// <summary>The broker as systemd meets it: what it tells, and how it takes signals.</summary>
public sealed partial class BrokerServiceTests : ServicePlant
{
    [Fact]
    public async Task The_broker_is_ready_once_it_listens_and_says_so_when_it_stops()
    {
        await BrokerAsServiceAsync();
        await Manager.UntilAsync(Ready);
        Assert.Contains($"STATUS=Listening on {Here.Url}", Manager.Heard);
        Assert.DoesNotContain(Alive, Manager.Heard);
        Here.Broker.Terminate();
        var ended = await Here.Broker.EndAsync();
        Assert.True(ended.ExitCode == 0, ended.ToString());
        Assert.Equal("STOPPING=1", Manager.Heard[^1]);
    }

    [Fact]
    public async Task A_broker_that_stops_answers_who_waits_and_lets_nobody_in()
    {
        await BrokerAsServiceAsync();
        using var http = Client();
        var waiting = http.PutAsync(
            new Uri($"{Here.Url}/api/v1/sites/{Deployment.Site}/claims/{Guid.NewGuid()}?wait=60"),
            new StringContent($$"""{"agent":"{{Guid.NewGuid()}}","version":"by-hand"}""", MediaTypeHeaderValue.Parse("application/json")));
        await Eventually.TrueAsync(
            async () => (await Running.ToEndAsync(Programs.Broker, ["site", "list", "--config", Here.Folder["broker.yaml"]])).Output.Contains("by-hand", StringComparison.Ordinal),
            "the broker has heard that somebody waits");
        Assert.False(waiting.IsCompleted, "nothing was there to wait for");
        Here.Broker.Terminate();
        using var answer = await waiting;
        Assert.Equal(HttpStatusCode.NoContent, answer.StatusCode);
        Assert.Equal(0, (await Here.Broker.EndAsync()).ExitCode);
        await Assert.ThrowsAsync<HttpRequestException>(() => http.GetAsync(new Uri($"{Here.Url}/healthz")));
    }

    [Fact]
    public async Task The_broker_reads_its_configuration_again_and_keeps_the_old_one_when_that_is_wrong()
    {
        await BrokerAsServiceAsync();
        await Manager.UntilAsync(Ready);
        var good = await File.ReadAllTextAsync(Here.Folder["broker.yaml"]);
        Here.Folder.Write("broker.yaml", good + "\nunknown: 1\n");
        Here.Broker.Signal(1);
        await Manager.UntilAsync(Ready, 2);
        await Eventually.TrueAsync(() => Here.Broker.Error.Contains("goes on holding", StringComparison.Ordinal), "the broker says that the old one holds");
        Assert.Contains("unknown", Here.Broker.Error, StringComparison.Ordinal);

        Here.Folder.Write("broker.yaml", good);
        Here.Broker.Signal(1);
        await Manager.UntilAsync(Ready, 3);
        await Eventually.TrueAsync(() => Here.Broker.Error.Contains("holds from now on", StringComparison.Ordinal), "it is read again");
        Assert.Equal(2, Manager.Count("RELOADING=1"));
        Assert.Equal(2, Manager.Heard.Count(line => Monotonic().IsMatch(line)));
        Assert.False(Here.Broker.HasExited);
    }

    [Fact]
    public async Task The_broker_says_that_it_lives()
    {
        await BrokerAsServiceAsync(TimeSpan.FromMilliseconds(300));
        await Manager.UntilAsync(Alive, 5);
    }

    private HttpClient Client()
    {
        var chain = new X509ChainPolicy { TrustMode = X509ChainTrustMode.CustomRootTrust, RevocationMode = X509RevocationMode.NoCheck };
        chain.CustomTrustStore.ImportFromPemFile(Here.CaFile);
        var client = new HttpClient(new SocketsHttpHandler { SslOptions = { CertificateChainPolicy = chain } });
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", File.ReadAllText(Here.TokenFile("keeper")).Trim());
        return client;
    }

    [GeneratedRegex(@"^MONOTONIC_USEC=[1-9]\d+\z")]
    private static partial Regex Monotonic();
}
