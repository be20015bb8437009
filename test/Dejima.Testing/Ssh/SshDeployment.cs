namespace Dejima.Testing.Ssh;

/// <summary>
/// A gated site behind a real sshd, the same machine as a plain site, and a host: all of the shipped program. The site's
/// account has a clean home and a login shell of the test's choice.
/// </summary>
public sealed class SshDeployment : IAsyncDisposable
{
    public const string Gated = "gated", Plain = "plain";

    private SshDeployment(TempFolder folder, SshServer gate, SshServer plain) => (Folder, Gate, PlainServer) = (folder, gate, plain);

    public TempFolder Folder { get; }

    /// <summary>The sshd with the forced command.</summary>
    public SshServer Gate { get; }

    /// <summary>The sshd without.</summary>
    public SshServer PlainServer { get; }

    public string Workspaces => Folder["workspaces"];

    /// <summary>The site's log of its gate.</summary>
    public string GateLog => Folder["state.gate/gate.log"];

    public SshServer ServerOf(string site) => site == Gated ? Gate : PlainServer;

    /// <summary>Starts one.</summary>
    /// <param name="commands">The policy's commands (YAML, indented by two), given the folder for the site's scripts.</param>
    /// <param name="entry">The plain site's program, given the same folder.</param>
    /// <param name="options">How the sshds differ from ordinary ones.</param>
    /// <param name="policy">Further top-level lines of the policy.</param>
    public static async Task<SshDeployment> StartAsync(
        Func<TempFolder, string> commands, Func<TempFolder, string> entry, SshServerOptions? options = null, Func<TempFolder, string>? policy = null)
    {
        var folder = new TempFolder();
        File.SetUnixFileMode(folder.Path, (UnixFileMode)0b111_101_101);
        options ??= new SshServerOptions { Account = SshAccount.With("dash") };
        // The site's account writes here, whoever the test runs as.
        foreach (var name in new[] { "workspaces", "state.gate", "site-data" })
        {
            Directory.CreateDirectory(folder[name]);
            File.SetUnixFileMode(folder[name], (UnixFileMode)0b111_111_111 | UnixFileMode.StickyBit);
        }

        folder.Write("site.yaml", $"""
            site: {Gated}
            workspaces: {folder["workspaces"]}
            state: {folder["state"]}
            {policy?.Invoke(folder) ?? "parallel: 8"}
            commands:
            {commands(folder)}
            """);
        var gate = await SshServer.StartAsync(folder, options with
        {
            ForcedCommand = $"exec {Programs.Dejima} gate --policy {folder["site.yaml"]} --user alice",
            KeyOptions = options.KeyOptions.Length > 0 ? $"restrict,{options.KeyOptions}" : "restrict",
        }).ConfigureAwait(false);
        var plain = await SshServer.StartAsync(folder, options).ConfigureAwait(false);
        folder.Write("sites.yaml", $"""
            sites:
              {Gated}:
                ssh: {"{"} host: {SshServer.Host}, config: {gate.ClientConfig} {"}"}
              {Plain}:
                ssh: {"{"} host: {SshServer.Host}, config: {plain.ClientConfig}, entry: {entry(folder)}, workspaces: {folder["workspaces"]} {"}"}
            """);
        return new SshDeployment(folder, gate, plain);
    }

    /// <summary>The environment of the host.</summary>
    public Dictionary<string, string?> Host => new()
    {
        ["DEJIMA_SITES"] = Folder["sites.yaml"],
        ["DEJIMA_BROKER"] = null,
        ["XDG_STATE_HOME"] = Folder["host-state"],
    };

    /// <summary>What goes before the host's command lines, to run them in another network.</summary>
    public string[] Before { get; set; } = [];

    public Running Start(params string[] arguments)
    {
        string[] line = [.. Before, Programs.Dejima, .. arguments];
        return Running.Start(line[0], line[1..], Host, Folder.Path);
    }

    public async Task<Ran> DejimaAsync(params string[] arguments)
    {
        using var running = Start(arguments);
        return await running.EndAsync().ConfigureAwait(false);
    }

    /// <summary>What is left of calculations at the site.</summary>
    public string[] Left() => [.. Directory.GetFileSystemEntries(Workspaces), .. Directory.GetDirectories(Folder["state.gate"])];

    public async ValueTask DisposeAsync()
    {
        await Gate.DisposeAsync().ConfigureAwait(false);
        await PlainServer.DisposeAsync().ConfigureAwait(false);
        await Supervisors.EndAsync(Folder.Path).ConfigureAwait(false);
        Folder.Dispose();
    }
}
