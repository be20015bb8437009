using System.Net;
using System.Net.Http.Headers;
using System.Security.Cryptography.X509Certificates;
using System.Text.RegularExpressions;
using Dejima.Testing;

namespace Dejima.EndToEnd;

/// <summary>Both programs as systemd meets them: what they tell it, and how they take its signals.</summary>
public sealed partial class ServiceTests : IAsyncLifetime
{
    private const string Alive = "WATCHDOG=1", Ready = "READY=1";
    private Deployment _here = null!;
    private NotifySocket _manager = null!;

    public async ValueTask InitializeAsync()
    {
        _here = await Deployment.StartAsync(Setup, agent: false);
        _manager = new NotifySocket(_here.Folder["notify"]);
    }

    [Fact]
    public async Task The_broker_is_ready_once_it_listens_and_says_so_when_it_stops()
    {
        await BrokerAsServiceAsync();
        await _manager.UntilAsync(Ready);
        Assert.Contains($"STATUS=Listening on {_here.Url}", _manager.Heard);
        Assert.DoesNotContain(Alive, _manager.Heard);
        _here.Broker.Terminate();
        var ended = await _here.Broker.EndAsync();
        Assert.True(ended.ExitCode == 0, ended.ToString());
        Assert.Equal("STOPPING=1", _manager.Heard[^1]);
    }

    [Fact]
    public async Task A_broker_that_stops_answers_who_waits_and_lets_nobody_in()
    {
        await BrokerAsServiceAsync();
        using var http = Client();
        var waiting = http.PutAsync(
            new Uri($"{_here.Url}/api/v1/sites/{Deployment.Site}/claims/{Guid.NewGuid()}?wait=60"),
            new StringContent($$"""{"agent":"{{Guid.NewGuid()}}","version":"by-hand"}""", MediaTypeHeaderValue.Parse("application/json")));
        await Eventually.TrueAsync(
            async () => (await Running.ToEndAsync(Programs.Broker, ["site", "list", "--config", _here.Folder["broker.yaml"]])).Output.Contains("by-hand", StringComparison.Ordinal),
            "the broker has heard that somebody waits");
        Assert.False(waiting.IsCompleted, "nothing was there to wait for");
        _here.Broker.Terminate();
        using var answer = await waiting;
        Assert.Equal(HttpStatusCode.NoContent, answer.StatusCode);
        Assert.Equal(0, (await _here.Broker.EndAsync()).ExitCode);
        await Assert.ThrowsAsync<HttpRequestException>(() => http.GetAsync(new Uri($"{_here.Url}/healthz")));
    }

    [Fact]
    public async Task The_broker_reads_its_configuration_again_and_keeps_the_old_one_when_that_is_wrong()
    {
        await BrokerAsServiceAsync();
        await _manager.UntilAsync(Ready);
        var good = await File.ReadAllTextAsync(_here.Folder["broker.yaml"]);
        _here.Folder.Write("broker.yaml", good + "\nunknown: 1\n");
        _here.Broker.Signal(1);
        await _manager.UntilAsync(Ready, 2);
        await Eventually.TrueAsync(() => _here.Broker.Error.Contains("goes on holding", StringComparison.Ordinal), "the broker says that the old one holds");
        Assert.Contains("unknown", _here.Broker.Error, StringComparison.Ordinal);

        _here.Folder.Write("broker.yaml", good);
        _here.Broker.Signal(1);
        await _manager.UntilAsync(Ready, 3);
        await Eventually.TrueAsync(() => _here.Broker.Error.Contains("holds from now on", StringComparison.Ordinal), "it is read again");
        Assert.Equal(2, _manager.Count("RELOADING=1"));
        Assert.Equal(2, _manager.Heard.Count(line => Monotonic().IsMatch(line)));
        Assert.False(_here.Broker.HasExited);
    }

    [Fact]
    public async Task The_broker_says_that_it_lives()
    {
        await BrokerAsServiceAsync(TimeSpan.FromMilliseconds(300));
        await _manager.UntilAsync(Alive, 5);
    }

    [Fact]
    public async Task The_agent_lives_on_while_its_broker_is_away()
    {
        await AgentAsServiceAsync(TimeSpan.FromMilliseconds(300));
        await _manager.UntilAsync(Ready);
        await _manager.UntilAsync("STATUS=0 of at most 2 calculations");
        await _manager.UntilAsync(Alive, 3);
        _here.Broker.Kill();
        await Eventually.TrueAsync(() => _here.Agent.Error.Contains("tried again", StringComparison.Ordinal), "the agent misses its broker");
        await _manager.UntilAsync(Alive, _manager.Count(Alive) + 5);
    }

    [Fact]
    public async Task The_agent_reads_its_policy_again_and_keeps_the_old_one_when_that_is_wrong()
    {
        await AgentAsServiceAsync();
        await _manager.UntilAsync(Ready);
        var good = await File.ReadAllTextAsync(_here.Folder["site.yaml"]);
        _here.Folder.Write("site.yaml", "parallel: many");
        _here.Agent.Signal(1);
        await _manager.UntilAsync(Ready, 2);
        await Eventually.TrueAsync(() => _here.Agent.Error.Contains("the old one stays in force", StringComparison.Ordinal), "the error is told");
        var ran = await _here.DejimaAsync("run", "-s", Deployment.Site, "-c", "say", "-o", "said.txt", "--into", "results");
        Assert.True(ran.ExitCode == 0, ran.ToString());
        _here.Folder.Write("site.yaml", good);
        _here.Agent.Signal(1);
        await Eventually.TrueAsync(() => _here.Agent.Error.Contains("was read again", StringComparison.Ordinal), "it is read again");
    }

    [Fact]
    public async Task An_agent_that_stops_lets_its_commands_run_on()
    {
        await AgentAsServiceAsync();
        using var run = _here.Start("run", "-s", Deployment.Site, "-c", "until-told", "-o", "out.dat", "--into", "results");
        await Eventually.TrueAsync(() => run.Output.Contains("started", StringComparison.Ordinal), "the command runs");
        await _manager.UntilAsync("STATUS=1 of at most 2 calculations");
        _here.Agent.Terminate();
        var ended = await _here.Agent.EndAsync();
        Assert.True(ended.ExitCode == 0, ended.ToString());
        Assert.Contains("STOPPING=1", _manager.Heard);
        _here.Folder.Write("go", string.Empty);
        await _here.StartAgentAsync();
        var ran = await run.EndAsync();
        Assert.True(ran.ExitCode == 0, ran.ToString());
        Assert.Equal("1\n", await File.ReadAllTextAsync(_here.Folder["results/out.dat"]));
    }

    public async ValueTask DisposeAsync()
    {
        await _here.DisposeAsync();
        _manager.Dispose();
    }

    private async Task BrokerAsServiceAsync(TimeSpan? watchdog = null)
    {
        _here.Broker.Terminate();
        await _here.Broker.EndAsync();
        foreach (var (name, value) in _manager.Environment(watchdog))
            _here.BrokerEnvironment[name] = value;
        await _here.StartBrokerAsync();
    }

    private Task AgentAsServiceAsync(TimeSpan? watchdog = null)
    {
        foreach (var (name, value) in _manager.Environment(watchdog))
            _here.AgentEnvironment[name] = value;
        return _here.StartAgentAsync();
    }

    private HttpClient Client()
    {
        var chain = new X509ChainPolicy { TrustMode = X509ChainTrustMode.CustomRootTrust, RevocationMode = X509RevocationMode.NoCheck };
        chain.CustomTrustStore.ImportFromPemFile(_here.CaFile);
        var client = new HttpClient(new SocketsHttpHandler { SslOptions = { CertificateChainPolicy = chain } });
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", File.ReadAllText(_here.TokenFile("keeper")).Trim());
        return client;
    }

    private static SiteSetup Setup(TempFolder folder) => new()
    {
        Registered = ["say", "until-told"],
        Commands = $$"""
              say:
                run: [{{folder.Script("bin/say", "echo said > said.txt")}}]
                outputs: [said.txt]
              until-told:
                run: [{{folder.Script("bin/until-told", $"echo x >> {folder["starts"]}; echo started; while [ ! -e {folder["go"]} ]; do sleep 0.05; done; wc -l < {folder["starts"]} > out.dat; echo ended")}}]
                outputs: [out.dat]
            """,
    };

    [GeneratedRegex(@"^MONOTONIC_USEC=[1-9]\d+\z")]
    private static partial Regex Monotonic();
}
