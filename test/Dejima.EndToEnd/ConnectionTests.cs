using Dejima.Testing;

namespace Dejima.EndToEnd;

/// <summary>Tokens, certificates, addresses: who cannot get in and what they are told.</summary>
public class ConnectionTests(SolverSite site) : IClassFixture<SolverSite>
{
    private static readonly string[] Say = ["run", "-s", Deployment.Site, "-c", "where"];

    private Deployment Here => site.Deployment;

    [Fact]
    public async Task No_token_file_named()
    {
        var ran = await WithAsync("DEJIMA_TOKEN_FILE", null);
        Assert.Equal(78, ran.ExitCode);
        Assert.Contains("--token-file", ran.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_token_file_that_is_not_there()
    {
        var ran = await WithAsync("DEJIMA_TOKEN_FILE", Here.Folder["absent"]);
        Assert.Equal(78, ran.ExitCode);
    }

    [Fact]
    public async Task A_wrong_token()
    {
        var ran = await WithAsync("DEJIMA_TOKEN_FILE", Here.Folder.Write("wrong", "dj_" + new string('A', 43)));
        Assert.True(ran.ExitCode == 77, ran.ToString());
        Assert.DoesNotContain("AAAA", ran.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_token_without_the_scope()
    {
        var ran = await WithAsync("DEJIMA_TOKEN_FILE", Here.TokenFile("keeper"));
        Assert.True(ran.ExitCode == 77, ran.ToString());
    }

    [Fact]
    public async Task An_unknown_certificate_authority_is_an_error_at_once_that_names_the_remedy()
    {
        var ran = await WithAsync("DEJIMA_CA_FILE", null);
        Assert.True(ran.ExitCode == 69, ran.ToString());
        Assert.Contains("ca-file", ran.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_broker_that_is_not_there()
    {
        var environment = Here.Host();
        environment["DEJIMA_BROKER"] = "https://127.0.0.1:1";
        var ran = await Running.ToEndAsync(Programs.Dejima, [.. Say, "--patience", "1s"], environment, Here.Folder.Path);
        Assert.True(ran.ExitCode == 69, ran.ToString());
        Assert.Contains("127.0.0.1:1", ran.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_broker_whose_name_has_no_address()
    {
        var environment = Here.Host();
        environment["DEJIMA_BROKER"] = "https://broker.invalid";
        var ran = await Running.ToEndAsync(Programs.Dejima, [.. Say, "--patience", "1s"], environment, Here.Folder.Path);
        Assert.True(ran.ExitCode == 69, ran.ToString());
    }

    [Fact]
    public async Task Plain_http_is_refused()
    {
        var ran = await WithAsync("DEJIMA_BROKER", Here.Url.Replace("https:", "http:", StringComparison.Ordinal));
        Assert.Equal(78, ran.ExitCode);
        Assert.Contains("https://", ran.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Nothing_says_which_broker()
    {
        var ran = await WithAsync("DEJIMA_BROKER", null);
        Assert.Equal(78, ran.ExitCode);
        Assert.Contains("sites.yaml", ran.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Every_error_of_sites_yaml_is_told_with_its_line()
    {
        var path = Here.Folder.Write("sites.yaml", "sites:\n  a:\n    broker: { url: http://x, tokn-file: t }\n  b: 3\nsurplus: 1\n");
        var ran = await Here.DejimaAsync([.. Say, "--sites", path]);
        Assert.Equal(78, ran.ExitCode);
        foreach (var expected in new[] { "yaml:3: sites.a.broker.url", "sites.a.broker.token-file", "sites.a.broker.tokn-file", "yaml:4: sites.b", "yaml:5: surplus" })
            Assert.Contains(expected, ran.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Sites_yaml_says_how_a_site_is_reached()
    {
        var path = Here.Folder.Write("good-sites.yaml", $"sites:\n  {Deployment.Site}:\n    broker: {{ url: \"{Here.Url}\", token-file: tokens/alice, ca-file: tls/ca.pem }}\n");
        var environment = new Dictionary<string, string?> { ["XDG_STATE_HOME"] = Here.Folder["by-file"], ["DEJIMA_SITES"] = path };
        var ran = await Running.ToEndAsync(Programs.Dejima, Say, environment, Here.Folder.Path);
        Assert.True(ran.ExitCode == 0, ran.ToString());
    }

    private Task<Ran> WithAsync(string variable, string? value)
    {
        var environment = Here.Host();
        environment[variable] = value;
        environment["HOME"] = Here.Folder.Path;
        return Running.ToEndAsync(Programs.Dejima, Say, environment, Here.Folder.Path);
    }
}
