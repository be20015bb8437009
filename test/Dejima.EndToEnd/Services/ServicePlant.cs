using Dejima.Testing;

namespace Dejima.EndToEnd.Services;

/// <summary>A deployment whose programs have a manager of services that listens to them.</summary>
public abstract class ServicePlant : IAsyncLifetime
{
    /// <summary>What a program says while its watchdog is on.</summary>
    protected const string Alive = "WATCHDOG=1";

    /// <summary>What it says once it serves.</summary>
    protected const string Ready = "READY=1";

    protected Deployment Here { get; private set; } = null!;

    protected NotifySocket Manager { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        Here = await Deployment.StartAsync(Setup, agent: false);
        Manager = new NotifySocket(Here.Folder["notify"]);
    }

    public async ValueTask DisposeAsync()
    {
        await Here.DisposeAsync();
        Manager.Dispose();
        GC.SuppressFinalize(this);
    }

    protected async Task BrokerAsServiceAsync(TimeSpan? watchdog = null)
    {
        Here.Broker.Terminate();
        await Here.Broker.EndAsync();
        foreach (var (name, value) in Manager.Environment(watchdog))
            Here.BrokerEnvironment[name] = value;
        await Here.StartBrokerAsync();
    }

    protected Task AgentAsServiceAsync(TimeSpan? watchdog = null)
    {
        foreach (var (name, value) in Manager.Environment(watchdog))
            Here.AgentEnvironment[name] = value;
        return Here.StartAgentAsync();
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
}
