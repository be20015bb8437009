using System.Globalization;

namespace Dejima.Testing.Ssh;

/// <summary>An ssh-agent of a test's own. It listens at <see cref="Socket"/>.</summary>
public sealed class SshAgent : IDisposable
{
    private readonly Running _agent;

    private SshAgent(Running agent, string socket) => (_agent, Socket) = (agent, socket);

    public string Socket { get; }

    public static async Task<SshAgent> StartAsync(TempFolder folder)
    {
        var socket = folder[string.Create(CultureInfo.InvariantCulture, $"agent-{Guid.NewGuid():N}")];
        var agent = new SshAgent(Running.Start("ssh-agent", ["-D", "-a", socket]), socket);
        await Eventually.TrueAsync(() => File.Exists(socket) || agent._agent.HasExited, "the agent listens").ConfigureAwait(false);
        return agent;
    }

    /// <summary>Opens a key with its passphrase, which ssh-add gets through a script.</summary>
    public async Task AddAsync(TempFolder folder, SshKey key, string passphrase)
    {
        var answer = folder.Script($"askpass-{Path.GetFileName(key.Path)}", $"echo '{passphrase}'");
        var ran = await Running.ToEndAsync("ssh-add", [key.Path], new Dictionary<string, string?>
        {
            ["SSH_AUTH_SOCK"] = Socket,
            ["SSH_ASKPASS"] = answer,
            ["SSH_ASKPASS_REQUIRE"] = "force",
        }).ConfigureAwait(false);
        if (ran.ExitCode != 0)
            throw new InvalidOperationException($"ssh-add: {ran}");
    }

    public void Dispose() => _agent.Dispose();
}
