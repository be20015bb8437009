using Dejima.Testing;
using Dejima.Testing.Proxies;

namespace Dejima.EndToEnd;

/// <summary>What a proxy says is told in words, and told apart from what the broker says.</summary>
public sealed class ProxyWordsTests(SolverSite site) : IClassFixture<SolverSite>
{
    private static readonly string[] Work = ["run", "-s", Deployment.Site, "-c", "where"];

    private Deployment Here => site.Deployment;

    [Theory]
    [InlineData(false, null, "asks for a user and a password (407)")]
    [InlineData(true, null, "asks for a user and a password (407)")]
    [InlineData(false, "wrong", "does not accept the user or the password")]
    [InlineData(true, "wrong", "does not accept the user or the password")]
    public async Task A_password_that_is_missing_or_wrong_is_told_at_once(bool squid, string? password, string words)
    {
        using var folder = new TempFolder();
        using var proxy = await StartAsync(folder, squid);
        var ran = await ThroughAsync(password is null ? proxy.Url : With(proxy, $"alice:{password}"));
        Assert.True(ran.ExitCode == 69, ran.ToString());
        Assert.Contains(words, ran.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("wrong", ran.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(false, "en", "does not let connections to the broker https://127.0.0.1:1 pass (403)")]
    [InlineData(true, "ja", "https://127.0.0.1:1 への接続を許していません（403）")]
    public async Task A_broker_that_the_proxy_does_not_allow_is_told_at_once(bool squid, string language, string words)
    {
        using var folder = new TempFolder();
        using var proxy = squid ? await StartAsync(folder, squid) : await StartAsync(new Tinyproxy(folder, allowed: 2));
        var ran = await ThroughAsync(Known(proxy), "https://127.0.0.1:1", language);
        Assert.True(ran.ExitCode == 69, ran.ToString());
        Assert.Contains(words, ran.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(false, "https://127.0.0.1:2")]
    [InlineData(true, "https://127.0.0.1:2")]
    [InlineData(false, "https://broker.invalid")]
    [InlineData(true, "https://broker.invalid")]
    public async Task A_broker_that_the_proxy_does_not_reach_is_told_after_the_patience(bool squid, string broker)
    {
        using var folder = new TempFolder();
        using var proxy = await StartAsync(folder, squid);
        var ran = await ThroughAsync(Known(proxy), broker, patience: "1s");
        Assert.True(ran.ExitCode == 69, ran.ToString());
        Assert.Contains($"The proxy {proxy.Url} gets no connection to the broker {broker} (5", ran.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("http://127.0.0.1:2", "The proxy http://127.0.0.1:2 cannot be reached: ")]
    [InlineData("http://proxy.invalid:3128", "The proxy http://proxy.invalid:3128 cannot be found")]
    public async Task A_proxy_that_is_not_there_is_not_the_broker(string proxy, string words)
    {
        var ran = await ThroughAsync(proxy.Replace("://", "://alice:hush@", StringComparison.Ordinal), patience: "1s");
        Assert.True(ran.ExitCode == 69, ran.ToString());
        Assert.Contains(words, ran.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("hush", ran.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_brokers_own_refusal_and_its_certificate_stay_the_brokers()
    {
        using var folder = new TempFolder();
        using var proxy = await StartAsync(folder, squid: false);
        var refused = await ThroughAsync(Known(proxy), changes: ("DEJIMA_TOKEN_FILE", Here.Folder.Write("wrong-token", "dj_" + new string('B', 43))));
        Assert.True(refused.ExitCode == 77, refused.ToString());
        Assert.DoesNotContain("proxy", refused.Error, StringComparison.OrdinalIgnoreCase);
        var untrusted = await ThroughAsync(Known(proxy), changes: ("DEJIMA_CA_FILE", null));
        Assert.True(untrusted.ExitCode == 69, untrusted.ToString());
        Assert.Contains("ca-file", untrusted.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task NO_PROXY_is_the_straight_way()
    {
        var ran = await ThroughAsync("http://127.0.0.1:2", changes: ("NO_PROXY", "example.org,127.0.0.0/8"));
        Assert.True(ran.ExitCode == 0, ran.ToString());
    }

    [Fact]
    public async Task Sites_yaml_names_a_proxy_and_the_file_of_its_password()
    {
        using var folder = new TempFolder();
        using var proxy = await StartAsync(folder, squid: false);
        var good = Sites($$"""{ url: "{{proxy.Url}}", user: alice, password-file: {{proxy.PasswordFile}} }""");
        var ran = await Running.ToEndAsync(Programs.Dejima, [.. Work, "--sites", good], NoBroker(), Here.Folder.Path);
        Assert.True(ran.ExitCode == 0, ran.ToString());
        Assert.True(proxy.Tunnels > 0);
        var bad = Sites("\"http://alice:hush@127.0.0.1:2\"");
        var refused = await Running.ToEndAsync(Programs.Dejima, [.. Work, "--sites", bad], NoBroker(), Here.Folder.Path);
        Assert.Equal(78, refused.ExitCode);
        Assert.Contains("password-file", refused.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("hush", refused.Error, StringComparison.Ordinal);

        string Sites(string value) => Here.Folder.Write(
            $"{Guid.NewGuid()}.yaml", $"sites:\n  {Deployment.Site}:\n    broker: {{ url: \"{Here.Url}\", token-file: tokens/alice, ca-file: tls/ca.pem, proxy: {value} }}\n");

        Dictionary<string, string?> NoBroker() => new() { ["XDG_STATE_HOME"] = Here.Folder["by-proxy"], ["DEJIMA_BROKER"] = null };
    }

    private static Task<ProxyServer> StartAsync(TempFolder folder, bool squid) =>
        StartAsync(squid ? new Squid(folder) : new Tinyproxy(folder));

    private static async Task<ProxyServer> StartAsync(ProxyServer proxy)
    {
        await proxy.StartAsync();
        return proxy;
    }

    private static string With(ProxyServer proxy, string user) => proxy.Url.Replace("://", $"://{user}@", StringComparison.Ordinal);

    private static string Known(ProxyServer proxy) => With(proxy, $"{ProxyServer.User}:{ProxyServer.Password}");

    private Task<Ran> ThroughAsync(
        string proxy, string? broker = null, string language = "en", string patience = "10m", (string Name, string? Value)? changes = null)
    {
        var environment = Here.Host();
        environment["HTTPS_PROXY"] = proxy;
        environment["NO_PROXY"] = environment["no_proxy"] = environment["https_proxy"] = null;
        environment["DEJIMA_BROKER"] = broker ?? Here.Url;
        environment["DEJIMA_LANG"] = language;
        environment["HOME"] = Here.Folder.Path;
        if (changes is { } change)
            environment[change.Name] = change.Value;
        return Running.ToEndAsync(Programs.Dejima, [.. Work, "--patience", patience], environment, Here.Folder.Path);
    }
}
