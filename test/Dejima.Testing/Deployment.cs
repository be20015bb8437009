namespace Dejima.Testing;

/// <summary>
/// A broker, a site's agent and a host, each a shipped program with its own files, on a free loopback port. Users alice
/// and bob may hand out work; the agent's token belongs to the site.
/// </summary>
public sealed class Deployment : IAsyncDisposable
{
    public const string Site = "test-site";

    private readonly SiteSetup _setup;
    private readonly TempFolder? _own;
    private Running? _broker, _agent;

    private Deployment(SiteSetup setup, TempFolder? own, TempFolder folder) => (_setup, _own, Folder) = (setup, own, folder);

    public TempFolder Folder { get; }

    public string Url { get; private set; } = string.Empty;

    public string CaFile => Folder["tls/ca.pem"];

    public string BrokerData => Folder["broker-data"];

    public string Workspaces => Folder["workspaces"];

    /// <summary>What the broker, and the agent, find in their environment besides, from their next start on.</summary>
    public Dictionary<string, string?> BrokerEnvironment { get; } = [];

    public Dictionary<string, string?> AgentEnvironment { get; } = [];

    public Running Agent => _agent ?? throw new InvalidOperationException("the agent is not running");

    public Running Broker => _broker ?? throw new InvalidOperationException("the broker is not running");

    /// <summary>Starts a deployment.</summary>
    /// <param name="setup">Makes the site's set-up, given the deployment's folder for its scripts.</param>
    /// <param name="agent">Whether the agent is started too.</param>
    /// <param name="prepare">Called before anything is started.</param>
    public static async Task<Deployment> StartAsync(
        Func<TempFolder, SiteSetup> setup, bool agent = true, Action<Deployment>? prepare = null)
    {
        var folder = new TempFolder();
        var deployment = new Deployment(setup(folder), folder, folder);
        try
        {
            await deployment.PrepareAsync().ConfigureAwait(false);
            prepare?.Invoke(deployment);
            await deployment.StartBrokerAsync().ConfigureAwait(false);
            if (agent)
                await deployment.StartAgentAsync().ConfigureAwait(false);
            return deployment;
        }
        catch
        {
            await deployment.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    public string TokenFile(string who) => Folder[$"tokens/{who}"];

    /// <summary>Starts the broker, on the port it had before if there was one.</summary>
    /// <param name="under">A program to start it with, strace say, and its arguments.</param>
    public async Task StartBrokerAsync(params string[] under)
    {
        WriteBrokerYaml();
        File.Delete(Folder["address"]);
        _broker?.Dispose();
        string[] line = [.. under, Programs.Broker];
        _broker = Running.Start(
            line[0], [.. line[1..], "serve", "--config", Folder["broker.yaml"], "--address-file", Folder["address"]], BrokerEnvironment);
        await Eventually.TrueAsync(
            () => File.Exists(Folder["address"]) || _broker.HasExited, "the broker listens").ConfigureAwait(false);
        if (_broker.HasExited)
            throw new InvalidOperationException((await _broker.EndAsync().ConfigureAwait(false)).ToString());
        Url = (await File.ReadAllTextAsync(Folder["address"]).ConfigureAwait(false)).Trim();
    }

    public async Task StartAgentAsync(params string[] under)
    {
        WriteSiteYaml();
        _agent?.Dispose();
        string[] line = [.. under, Programs.Dejima];
        _agent = Running.Start(
            line[0], [.. line[1..], "agent", "--policy", Folder["site.yaml"]],
            new Dictionary<string, string?>(AgentEnvironment) { ["XDG_STATE_HOME"] = Folder["agent-state"] });
        await Eventually.TrueAsync(
            () => _agent.HasExited || _agent.Error.Contains(Site, StringComparison.Ordinal), "the agent runs").ConfigureAwait(false);
        if (_agent.HasExited)
            throw new InvalidOperationException((await _agent.EndAsync().ConfigureAwait(false)).ToString());
    }

    /// <summary>The environment of a host on which <paramref name="user"/> works.</summary>
    public Dictionary<string, string?> Host(string user = "alice") => new()
    {
        ["DEJIMA_BROKER"] = Url,
        ["DEJIMA_TOKEN_FILE"] = TokenFile(user),
        ["DEJIMA_CA_FILE"] = CaFile,
        ["XDG_STATE_HOME"] = Folder[$"host-{user}"],
        ["DEJIMA_SITES"] = null,
    };

    public Running Start(params string[] arguments) => Running.Start(Programs.Dejima, arguments, Host(), Folder.Path);

    public Task<Ran> DejimaAsync(params string[] arguments) => AsAsync("alice", arguments);

    public Task<Ran> AsAsync(string user, params string[] arguments) =>
        Running.ToEndAsync(Programs.Dejima, arguments, Host(user), Folder.Path);

    public async ValueTask DisposeAsync()
    {
        _agent?.Dispose();
        _broker?.Dispose();
        await Supervisors.EndAsync(Folder.Path).ConfigureAwait(false);
        _own?.Dispose();
    }

    private async Task PrepareAsync()
    {
        foreach (var name in new[] { "tokens", "workspaces", "broker-data" })
            Directory.CreateDirectory(Folder[name]);
        await Prepared.CopyToAsync(Folder).ConfigureAwait(false);
    }

    private void WriteBrokerYaml() => Folder.Write("broker.yaml", $"""
        listen: 127.0.0.1:{(Url.Length == 0 ? 0 : new Uri(Url).Port)}
        certificate: {"{"} file: tls/server.pem, key-file: tls/server.key {"}"}
        data: {BrokerData}
        sites:
          {Site}:
            commands: [{string.Join(", ", _setup.Registered)}]
            users: [alice, bob]
        {_setup.Broker}
        """);

    private void WriteSiteYaml() => Folder.Write("site.yaml", $"""
        site: {Site}
        broker: {"{"} url: "{Url}", token-file: {TokenFile("keeper")}, ca-file: {CaFile}{_setup.Access} {"}"}
        workspaces: {Workspaces}
        parallel: 2
        {_setup.Policy}
        commands:
        {_setup.Commands}
        """);
}
