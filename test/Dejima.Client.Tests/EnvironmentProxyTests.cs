using Dejima.Client.Connections;
using Dejima.Core.Connections;
using Dejima.Testing;

namespace Dejima.Client.Tests;

/// <summary>The variables for proxies, as curl understands them.</summary>
public sealed class EnvironmentProxyTests
{
    [Theory]
    [InlineData("HTTPS_PROXY=http://p:3128", "http://p:3128/")]
    [InlineData("https_proxy=http://p:3128/", "http://p:3128/")]
    [InlineData("https_proxy=http://small:1 HTTPS_PROXY=http://large:2", "http://small:1/")]
    [InlineData("https_proxy= HTTPS_PROXY=http://large:2", "http://large:2/")]
    [InlineData("ALL_PROXY=http://all:1 HTTPS_PROXY=http://own:2", "http://own:2/")]
    [InlineData("all_proxy=http://all:1", "http://all:1/")]
    [InlineData("HTTP_PROXY=http://p:1 http_proxy=http://p:2", null)]
    [InlineData("HTTPS_PROXY=p:3128", "http://p:3128/")]
    [InlineData("HTTPS_PROXY=p", "http://p:1080/")]
    [InlineData("HTTPS_PROXY=http://p:80", "http://p/")]
    [InlineData("HTTPS_PROXY=https://p", "https://p/")]
    [InlineData("HTTPS_PROXY=http://[::1]:3128", "http://[::1]:3128/")]
    [InlineData("HTTPS_PROXY=socks5h://p:1080", "socks5://p:1080/")]
    [InlineData("HTTPS_PROXY=socks4://p", "socks4://p:1080/")]
    public void The_first_variable_that_says_something_counts(string variables, string? url) =>
        Assert.Equal(url, For("https://broker.example", variables)?.Url.AbsoluteUri);

    [Theory]
    [InlineData("https://broker.example", "broker.example", true)]
    [InlineData("https://broker.example:50443", "BROKER.example", true)]
    [InlineData("https://broker.example", "example", true)]
    [InlineData("https://broker.example", ".example", true)]
    [InlineData("https://broker.example", "other,\texample", true)]
    [InlineData("https://broker.example", "other example", true)]
    [InlineData("https://broker.example.", "broker.example", true)]
    [InlineData("https://broker.example", "broker.example.", true)]
    [InlineData("https://broker.example", "*", true)]
    [InlineData("https://broker.example", "ker.example", false)]
    [InlineData("https://broker.example", "*.example", false)]
    [InlineData("https://broker.example", "a.broker.example", false)]
    [InlineData("https://broker.example", ",. ,", false)]
    [InlineData("https://192.0.2.7", "192.0.2.7", true)]
    [InlineData("https://192.0.2.7", "192.0.2.0/24", true)]
    [InlineData("https://192.0.2.7", "192.0.2.9/24", true)]
    [InlineData("https://192.0.2.7", "192.0.2.0/29", true)]
    [InlineData("https://192.0.2.8", "192.0.2.0/29", false)]
    [InlineData("https://192.0.2.7", "0.0.0.0/0", true)]
    [InlineData("https://192.0.2.7", "192.0.2.0/33", false)]
    [InlineData("https://192.0.2.7", "192.0.2.0/x", false)]
    [InlineData("https://192.0.2.7", "2.7", false)]
    [InlineData("https://[2001:db8::1]", "2001:db8::/32", true)]
    [InlineData("https://[2001:db8::1]", "[2001:db8::1]", true)]
    [InlineData("https://[2001:db8::1]", "2001:db9::/32", false)]
    [InlineData("https://[2001:db8::1]", "192.0.2.0/24", false)]
    public void Exceptions_are_hosts_domains_addresses_and_networks(string broker, string exceptions, bool straight)
    {
        var proxy = EnvironmentProxy.For(new Uri(broker), name => name switch { "HTTPS_PROXY" => "p:1", "NO_PROXY" => exceptions, _ => null });
        Assert.Equal(straight, proxy is null);
    }

    [Fact]
    public void A_user_and_a_password_are_taken_out_of_the_address()
    {
        var proxy = For("https://b", "HTTPS_PROXY=http://al%40ice:se%3Acret@p:1")!;
        Assert.Equal("http://p:1/", proxy.Url.AbsoluteUri);
        Assert.Equal(("al@ice", "se:cret"), (proxy.Credentials!.UserName, proxy.Credentials.Password));
    }

    [Fact]
    public void The_password_may_stand_in_a_file()
    {
        using var folder = new TempFolder();
        var file = folder.Write("password", " two words \r\n");
        Assert.Equal(" two words ", For("https://b", $"HTTPS_PROXY=http://alice@p:1 DEJIMA_PROXY_PASSWORD_FILE={file}")!.Credentials!.Password);
        var named = new BrokerAddress { Url = new Uri("https://b"), Proxy = new ProxyAccess(new Uri("http://q:2"), "bob", file) };
        Assert.Equal(("bob", " two words "), ProxyChoice.For(named, _ => "http://other:1") is { Credentials: { } known } ? (known.UserName, known.Password) : default);
    }

    [Theory]
    [InlineData("HTTPS_PROXY=ftp://alice:secret@p", "HTTPS_PROXY")]
    [InlineData("https_proxy=http://alice:secret@", "https_proxy")]
    [InlineData("HTTPS_PROXY=http://alice:12/secret@p:3128", "HTTPS_PROXY")]
    [InlineData("HTTPS_PROXY=alice:12?secret@p:3128", "HTTPS_PROXY")]
    [InlineData("HTTPS_PROXY=http://alice:12#secret@p:3128", "HTTPS_PROXY")]
    [InlineData("HTTPS_PROXY=http://p:1 DEJIMA_PROXY_PASSWORD_FILE=/secret", "DEJIMA_PROXY_PASSWORD_FILE")]
    [InlineData("HTTPS_PROXY=http://a@p:1 DEJIMA_PROXY_PASSWORD_FILE=/absent", "/absent")]
    [InlineData("HTTPS_PROXY=http://a@p:1 DEJIMA_PROXY_PASSWORD_FILE=/dev/null", "one line")]
    public void What_cannot_be_used_is_told_and_no_password_repeated(string variables, string named)
    {
        var told = Assert.Throws<SetupException>(() => For("https://b", variables)).Message;
        Assert.Contains(named, told, StringComparison.Ordinal);
        Assert.DoesNotContain("secret", told, StringComparison.Ordinal);
    }

    private static ProxyChoice? For(string broker, string variables)
    {
        var pairs = variables.Split(' ').Select(pair => pair.Split('=', 2)).ToDictionary(pair => pair[0], pair => pair[1]);
        return EnvironmentProxy.For(new Uri(broker), name => pairs.GetValueOrDefault(name));
    }
}
