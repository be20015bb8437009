using System.Security.Cryptography;
using Dejima.Testing;
using Dejima.Testing.Proxies;

namespace Dejima.EndToEnd;

/// <summary>Whole calculations through real proxies that ask for a password: host and agent reach the broker by these only.</summary>
public sealed class ProxyTests
{
    private const int Large = 48 << 20;

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_calculation_goes_through_with_large_files(bool squid)
    {
        using var folder = new TempFolder();
        using var proxy = await StartAsync(folder, squid);
        await using var here = await BehindAsync(proxy);
        var sent = await LargeFileAsync(here);
        var ran = await RunAsync(here, proxy, "-c", "big", "-i", "in.bin", "-o", "out.bin");
        Assert.True(ran.ExitCode == 0, ran.ToString());
        Assert.Equal(sent, await HashAsync(here.Folder["results/out.bin"]));
        // The agent's long poll and its leases, the host's calls and transfers.
        Assert.True(proxy.Tunnels >= 4, proxy.Log);
        Assert.DoesNotContain(ProxyServer.Password, ran.Error + here.Agent.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_proxy_killed_in_a_transfer_and_while_the_command_runs_loses_nothing(bool squid)
    {
        using var folder = new TempFolder();
        using var proxy = await StartAsync(folder, squid);
        await using var here = await BehindAsync(proxy);
        var sent = await LargeFileAsync(here);
        var running = RunAsync(here, proxy, "-c", "big-until-told", "-i", "in.bin", "-o", "out.bin");
        await Eventually.TrueAsync(() => running.IsCompleted || Received(here) > 1 << 20, "some of the input has arrived");
        await proxy.KillAsync();
        await proxy.StartAsync();
        await Eventually.TrueAsync(() => running.IsCompleted || File.Exists(here.Folder["runs"]), "the command runs");
        await proxy.KillAsync();
        here.Folder.Write("go", string.Empty);
        await Eventually.TrueAsync(() => here.Agent.Error.Contains("The proxy", StringComparison.Ordinal), "the agent misses its proxy");
        await proxy.StartAsync();
        var ran = await running;
        Assert.True(ran.ExitCode == 0, ran.ToString());
        Assert.Equal(sent, await HashAsync(here.Folder["results/out.bin"]));
        Assert.Equal("x\n", await File.ReadAllTextAsync(here.Folder["runs"]));
        Assert.Contains("answers again", here.Agent.Error, StringComparison.Ordinal);
    }

    private static async Task<ProxyServer> StartAsync(TempFolder folder, bool squid)
    {
        ProxyServer proxy = squid ? new Squid(folder) : new Tinyproxy(folder);
        await proxy.StartAsync();
        return proxy;
    }

    private static Task<Deployment> BehindAsync(ProxyServer proxy) => Deployment.StartAsync(folder => new SiteSetup
    {
        Access = $$""", proxy: { url: "{{proxy.Url}}", user: {{ProxyServer.User}}, password-file: {{proxy.PasswordFile}} }""",
        Registered = ["big", "big-until-told"],
        Commands = $$"""
              big:
                run: [{{folder.Script("bin/big", "cp in.bin out.bin")}}]
                inputs: [in.bin]
                outputs: [out.bin]
              big-until-told:
                run: [{{folder.Script("bin/big-until-told", $"echo x >> {folder["runs"]}; while [ ! -e {folder["go"]} ]; do sleep 0.05; done; cp in.bin out.bin")}}]
                inputs: [in.bin]
                outputs: [out.bin]
            """,
    });

    private static Task<Ran> RunAsync(Deployment here, ProxyServer proxy, params string[] work)
    {
        var environment = here.Host();
        environment["HTTPS_PROXY"] = proxy.Url.Replace("://", $"://{ProxyServer.User}@", StringComparison.Ordinal);
        environment["DEJIMA_PROXY_PASSWORD_FILE"] = proxy.PasswordFile;
        environment["NO_PROXY"] = environment["no_proxy"] = environment["https_proxy"] = null;
        return Running.ToEndAsync(Programs.Dejima, ["run", "-s", Deployment.Site, .. work, "--into", "results"], environment, here.Folder.Path);
    }

    private static long Received(Deployment here) =>
        new DirectoryInfo(Path.Combine(here.BrokerData, "payload")).EnumerateFiles("*", SearchOption.AllDirectories).Sum(file => file.Length);

    private static async Task<string> LargeFileAsync(Deployment here)
    {
        var bytes = RandomNumberGenerator.GetBytes(Large);
        await File.WriteAllBytesAsync(here.Folder["in.bin"], bytes);
        return Convert.ToHexString(SHA256.HashData(bytes));
    }

    private static async Task<string> HashAsync(string path)
    {
        await using var file = File.OpenRead(path);
        return Convert.ToHexString(await SHA256.HashDataAsync(file));
    }
}
