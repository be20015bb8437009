using Dejima.Core.Documents;
using static Dejima.Contracts.Languages.Language;

namespace Dejima.Core.Connections;

/// <summary>Reads <c>proxy: URL</c>, or <c>proxy: {url, user, password-file}</c>. No message repeats an address: it may hold a password.</summary>
public static class ProxyReader
{
    /// <summary>Reads it; null when there is none, or it is wrong.</summary>
    /// <param name="broker">The section that it is in.</param>
    /// <param name="folder">Where the document is: relative files are looked for there.</param>
    public static ProxyAccess? Read(Section broker, string folder)
    {
        ArgumentNullException.ThrowIfNull(broker);
        if (!broker.Has("proxy"))
            return null;
        if (broker.IsText("proxy"))
            return Address(broker, "proxy") is { } alone ? new ProxyAccess(alone) : null;
        if (broker.Child("proxy") is not { } proxy)
            return null;
        var (url, user, file) = (Address(proxy, "url"), proxy.Text("user"), proxy.Text("password-file"));
        if (user is null != file is null)
            proxy.Reject(user is null ? "password-file" : "user", Say("user and password-file go together", "user と password-file は両方必要です"));
        if (user?.Any(c => c == ':' || char.IsControl(c)) == true)
            proxy.Reject("user", Say("a user has no ':' and no control character", "user に ':' や制御文字は使えません"));
        if (file?.Contains('\0', StringComparison.Ordinal) == true)
            proxy.Reject("password-file", Say("has a NUL character", "NUL 文字があります"));
        proxy.RejectUnknown();
        return url is null || file?.Contains('\0', StringComparison.Ordinal) == true
            ? null
            : new ProxyAccess(url, user, file is null ? null : Path.GetFullPath(file, folder));
    }

    private static Uri? Address(Section section, string key)
    {
        var text = section.RequiredText(key);
        if (text.Length == 0)
            return null;
        if (!Uri.TryCreate(text, UriKind.Absolute, out var address) || address.Scheme is not ("http" or "https") || address.PathAndQuery + address.Fragment != "/")
            section.Reject(key, Say("expected http://HOST:PORT or https://HOST:PORT", "http://HOST:PORT か https://HOST:PORT の形で書いてください"));
        else if (address.UserInfo.Length > 0)
            section.Reject(key, Say(
                "an address holds no user and no password; write proxy: { url: URL, user: NAME, password-file: FILE }",
                "アドレスにユーザー名やパスワードは書けません。proxy: { url: URL, user: NAME, password-file: FILE } と書いてください"));
        else
            return address;
        return null;
    }
}
