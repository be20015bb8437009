using Dejima.Testing;

namespace Dejima.FaultInjection.Trials;

/// <summary>An agent of the site, which can be killed and started again.</summary>
internal sealed class AgentProcess(Deployment here, string name, string url, int parallel) : IDisposable
{
    private readonly SemaphoreSlim _changing = new(1);
    private Running? _running;

    public string State => here.Folder[$"{name}-state"];

    public string Log { get; private set; } = string.Empty;

    public async Task StartAsync()
    {
        var policy = here.Folder.Write($"{name}.yaml", $$"""
            site: {{Deployment.Site}}
            broker: { url: "{{url}}", token-file: {{here.TokenFile("keeper")}}, ca-file: {{here.CaFile}} }
            workspaces: {{here.Workspaces}}
            parallel: {{parallel}}
            commands:
            {{Work.Commands(here.Folder)}}
            """);
        _running = Running.Start(
            Programs.Dejima, ["agent", "--policy", policy], new Dictionary<string, string?> { ["XDG_STATE_HOME"] = State });
        await Eventually.TrueAsync(
            () => _running.HasExited || _running.Error.Contains(Deployment.Site, StringComparison.Ordinal), "the agent runs").ConfigureAwait(false);
        if (_running.HasExited)
            throw new InvalidOperationException((await _running.EndAsync().ConfigureAwait(false)).ToString());
    }

    /// <summary>kill -9, and another one.</summary>
    public async Task RestartAsync()
    {
        await _changing.WaitAsync().ConfigureAwait(false);
        try
        {
            await KillAsync().ConfigureAwait(false);
            await StartAsync().ConfigureAwait(false);
        }
        finally
        {
            _changing.Release();
        }
    }

    public async Task KillAsync()
    {
        _running!.Kill();
        Log += (await _running.EndAsync().ConfigureAwait(false)).Error + "--- killed\n";
        _running.Dispose();
    }

    public string LogSoFar => Log + _running?.Error;

    /// <summary>The supervisor that waits for work: a child that was told nothing yet.</summary>
    public int? WaitingSupervisor => _running is null ? null : Processes.ChildrenOf(_running.Pid)
        .Where(child => Processes.CommandLine(child).EndsWith("supervise -", StringComparison.Ordinal)).Cast<int?>().FirstOrDefault();

    /// <summary>Ends it gently.</summary>
    public async Task StopAsync()
    {
        _running!.Terminate();
        await _running.EndAsync().ConfigureAwait(false);
    }

    public void Dispose()
    {
        _running?.Dispose();
        _changing.Dispose();
    }
}
