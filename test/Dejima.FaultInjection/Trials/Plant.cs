using System.Collections.Concurrent;
using Dejima.Client;
using Dejima.Client.Calls;
using Dejima.Client.Connections;
using Dejima.Contracts.Calculations;
using Dejima.FaultInjection.Proxies;
using Dejima.Testing;

namespace Dejima.FaultInjection.Trials;

/// <summary>A broker, and a site whose agents reach it through a proxy: where trials take place.</summary>
internal sealed class Plant : IAsyncDisposable
{
    private readonly ConcurrentDictionary<Guid, Trial> _trials = new();
    private readonly SemaphoreSlim _changing = new(1);
    private readonly BrokerHttp _http;

    private Plant(Deployment here, int agents, int parallel)
    {
        Here = here;
        AgentSide = FaultProxy.OfRequests(new Uri(here.Url), here.Folder["tls"], JudgeAsync);
        Agents = [.. Enumerable.Range(0, agents).Select(n => new AgentProcess(here, $"agent-{n}", AgentSide.Url, parallel))];
        _http = BrokerHttp.Open(
            new BrokerAddress { Url = BrokerAddress.ParseUrl(here.Url)!, TokenFile = here.TokenFile("alice"), CaFile = here.CaFile },
            TimeSpan.FromSeconds(60), TimeProvider.System);
    }

    public Deployment Here { get; }

    public FaultProxy AgentSide { get; }

    public IReadOnlyList<AgentProcess> Agents { get; }

    /// <summary>Starts one. Leases are short, so that recovering takes seconds.</summary>
    public static async Task<Plant> StartAsync(int agents = 1, int parallel = 2, string lease = "3s", Action<Deployment>? prepare = null)
    {
        var here = await Deployment.StartAsync(
            folder => new SiteSetup
            {
                Registered = ["work"],
                Commands = Work.Commands(folder),
                Broker = $"limits: {{ lease: {lease}, agent-grace: 5m }}",
            },
            agent: false, prepare);
        var plant = new Plant(here, agents, parallel);
        foreach (var agent in plant.Agents)
            await agent.StartAsync();
        return plant;
    }

    /// <summary>From now on the agents' side of this calculation is the trial's to judge.</summary>
    public void Enter(Guid id, Trial trial) => _trials[id] = trial;

    /// <summary>kill -9, and another one at the same address.</summary>
    public async Task RestartBrokerAsync()
    {
        await _changing.WaitAsync();
        try
        {
            Here.Broker.Kill();
            await Here.Broker.EndAsync();
            await Here.StartBrokerAsync();
        }
        finally
        {
            _changing.Release();
        }
    }

    public Task<CalculationStatus> StatusAsync(Guid id) => new HostClient(_http).StatusAsync(id, CancellationToken.None);

    public int Starts(Guid id) => File.Exists(Here.Folder["starts"])
        ? File.ReadAllLines(Here.Folder["starts"]).Count(line => line == id.ToString("D"))
        : 0;

    public async ValueTask DisposeAsync()
    {
        foreach (var agent in Agents)
            agent.Dispose();
        await Here.DisposeAsync();
        await AgentSide.DisposeAsync();
        _http.Dispose();
        _changing.Dispose();
    }

    private Task<Verdict> JudgeAsync(Passing passing) =>
        passing.Calculation is { } id && _trials.TryGetValue(id, out var trial)
            ? trial.JudgeAsync(Side.Agent, passing)
            : Task.FromResult(Verdict.Pass);
}
