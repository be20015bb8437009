using System.Net;
using System.Text.RegularExpressions;
using static Dejima.Contracts.Languages.Language;

namespace Dejima.Client.Connections;

/// <summary>
/// The proxy that the environment names, as curl understands it: <c>https_proxy</c>, <c>HTTPS_PROXY</c>, <c>all_proxy</c>,
/// <c>ALL_PROXY</c>, and the exceptions in <c>no_proxy</c>, <c>NO_PROXY</c>. The first that is not empty counts.
/// </summary>
internal static partial class EnvironmentProxy
{
    private const string PasswordVariable = "DEJIMA_PROXY_PASSWORD_FILE";
    private const int UsualPort = 1080;
    private static readonly string[] Names = ["https_proxy", "HTTPS_PROXY", "all_proxy", "ALL_PROXY"];
    private static readonly string[] Schemes = ["http", "https", "socks4", "socks4a", "socks5"];

    /// <summary>The proxy for a broker; null for the straight way.</summary>
    /// <exception cref="SetupException">The variable is no address, or the password cannot be read.</exception>
    public static ProxyChoice? For(Uri broker, Func<string, string?> variable)
    {
        var exceptions = First(variable, "no_proxy", "NO_PROXY").Value;
        if (First(variable, Names) is not { Value: { } text } named || (exceptions is not null && NoProxy.Excludes(broker, exceptions)))
            return null;
        var url = Parse(text) ?? throw new SetupException(Say(
            $"{named.Name} is not the address of a proxy. Expected http://HOST:PORT.", $"{named.Name} はプロキシのアドレスではありません。http://HOST:PORT の形で指定してください。"));
        var parts = url.UserInfo.Split(':', 2).Select(Uri.UnescapeDataString).ToArray();
        var file = First(variable, PasswordVariable).Value;
        if (file is not null && parts[0].Length == 0)
            throw new SetupException(Say(
                $"{PasswordVariable} needs the user's name in {named.Name}: http://USER@HOST:PORT.",
                $"{PasswordVariable} を使うには {named.Name} に http://USER@HOST:PORT とユーザー名が必要です。"));
        var password = file is null ? parts.ElementAtOrDefault(1) ?? string.Empty : PasswordFile.Read(file);
        var bare = new UriBuilder(url) { UserName = string.Empty, Password = string.Empty }.Uri;
        return new ProxyChoice(bare, parts[0].Length == 0 ? null : new NetworkCredential(parts[0], password));
    }

    private static Uri? Parse(string text)
    {
        var whole = text.Contains("://", StringComparison.Ordinal) ? text : "http://" + text;
        whole = SocksByName().Replace(whole, "socks5://");
        if (!Uri.TryCreate(whole, UriKind.Absolute, out var url) || !Schemes.Contains(url.Scheme) || url.Host.Length == 0)
            return null;
        // A '/' or '#' in a password ends the host before it: what was taken for the host would be shown, and be a secret.
        if ((url.PathAndQuery + url.Fragment).Contains('@', StringComparison.Ordinal))
            return null;
        return NamesPort().IsMatch(whole) || url.Scheme == Uri.UriSchemeHttps ? url : new UriBuilder(url) { Port = UsualPort }.Uri;
    }

    private static (string Name, string? Value) First(Func<string, string?> variable, params string[] names) =>
        names.Select(name => (name, variable(name))).FirstOrDefault(pair => pair.Item2 is { Length: > 0 });

    // .NET lets every SOCKS 5 proxy look names up.
    [GeneratedRegex("^socks5h://", RegexOptions.IgnoreCase)]
    private static partial Regex SocksByName();

    [GeneratedRegex(@":\d+/?\z")]
    private static partial Regex NamesPort();
}
