using Dejima.Core.Connections;
using static Dejima.Core.Tests.Policies.Samples;

namespace Dejima.Core.Tests.Policies;

/// <summary>The proxy of a policy's broker.</summary>
public sealed class ProxyTests
{
    [Fact]
    public void A_proxy_with_a_user_names_the_passwords_file_beside_the_policy() => Assert.Equal(
        new ProxyAccess(new Uri("http://proxy:3128"), "alice", "/etc/dejima/proxy.password"),
        Read(With("{ url: 'http://proxy:3128', user: alice, password-file: proxy.password }")).Broker!.Proxy);

    [Theory]
    [InlineData("'http://alice:secret@proxy:3128'", "broker.proxy")]
    [InlineData("'http://alice@proxy:3128'", "broker.proxy")]
    [InlineData("'ftp://u:secret@p'", "broker.proxy")]
    [InlineData("'http://alice:12#secret@p:3128'", "broker.proxy")]
    [InlineData("proxy:3128", "broker.proxy")]
    [InlineData("'http://proxy/path'", "broker.proxy")]
    [InlineData("[a]", "broker.proxy")]
    [InlineData("{ user: a, password-file: f }", "broker.proxy.url")]
    [InlineData("{ url: 'http://u:secret@proxy', user: a, password-file: f }", "broker.proxy.url")]
    [InlineData("{ url: 'http://proxy', user: a }", "broker.proxy.user")]
    [InlineData("{ url: 'http://proxy', password-file: f }", "broker.proxy.password-file")]
    [InlineData("{ url: 'http://proxy', user: 'a:b', password-file: f }", "broker.proxy.user")]
    [InlineData("{ url: 'http://proxy', user: a, password-file: \"a\\0b\" }", "broker.proxy.password-file")]
    [InlineData("{ url: 'http://proxy', user: a, password: secret }", "broker.proxy.password")]
    public void A_mistake_is_reported_at_its_key_and_no_password_is_repeated(string proxy, string key)
    {
        var errors = ErrorsOf(With(proxy));
        Assert.Contains(errors, error => error.Key == key);
        Assert.DoesNotContain(errors, error => error.Message.Contains("secret", StringComparison.Ordinal));
    }

    [Fact]
    public void A_password_in_the_address_is_told_where_it_belongs() =>
        Assert.Contains("password-file", Assert.Single(ErrorsOf(With("'http://alice:secret@proxy:3128'"))).Message, StringComparison.Ordinal);

    private static string With(string proxy) =>
        $"site: s\nbroker: {{ url: 'https://b', token-file: t, proxy: {proxy} }}\ncommands: {{ c: {{ run: [/bin/true] }} }}\n";
}
