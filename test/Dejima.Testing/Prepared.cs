namespace Dejima.Testing;

/// <summary>
/// A certificate, a broker's data with its users, and their tokens, made once for all deployments of a test program: the
/// broker's commands take longer than most tests.
/// </summary>
internal static class Prepared
{
    private static readonly Lazy<Task<TempFolder>> Once = new(MakeAsync);
    private static readonly string[] Folders = ["tls", "tokens", "broker-data"];

    /// <summary>Puts a copy into a folder.</summary>
    public static async Task CopyToAsync(TempFolder target)
    {
        var prepared = await Once.Value.ConfigureAwait(false);
        foreach (var folder in Folders)
        {
            Directory.CreateDirectory(target[folder]);
            foreach (var file in Directory.EnumerateFiles(prepared[folder]))
                File.Copy(file, Path.Combine(target[folder], Path.GetFileName(file)), overwrite: true);
        }
    }

    private static async Task<TempFolder> MakeAsync()
    {
        var folder = new TempFolder();
        AppDomain.CurrentDomain.ProcessExit += (_, _) => folder.Dispose();
        foreach (var name in Folders)
            Directory.CreateDirectory(folder[name]);
        await AdministerAsync("certificate", "create", "--dir", folder["tls"], "--host", "127.0.0.1").ConfigureAwait(false);
        var config = folder.Write("broker.yaml", $$"""
            listen: 127.0.0.1:0
            certificate: { file: tls/server.pem, key-file: tls/server.key }
            data: {{folder["broker-data"]}}
            sites: { {{Deployment.Site}}: { commands: [any], users: [alice, bob] } }
            """);
        foreach (var (user, scope) in new[] { ("alice", "submit"), ("bob", "submit"), ("keeper", $"site:{Deployment.Site}"), ("boss", "admin") })
        {
            await AdministerAsync("user", "create", user, "--config", config).ConfigureAwait(false);
            await AdministerAsync(
                "token", "create", "--config", config, "--user", user, "--scope", scope, "--out", folder[$"tokens/{user}"]).ConfigureAwait(false);
        }

        return folder;
    }

    private static async Task AdministerAsync(params string[] arguments)
    {
        var ran = await Running.ToEndAsync(Programs.Broker, arguments).ConfigureAwait(false);
        if (ran.ExitCode != 0)
            throw new InvalidOperationException($"dejima-broker {string.Join(' ', arguments)}: {ran}");
    }
}
