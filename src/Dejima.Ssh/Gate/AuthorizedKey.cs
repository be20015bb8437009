using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;
using Dejima.Contracts.Names;
using static Dejima.Contracts.Languages.Language;

namespace Dejima.Ssh.Gate;

/// <summary>A host's public key, and the <c>authorized_keys</c> line that lets it in at the gate and nowhere else (R-S6, R-X2).</summary>
public sealed partial class AuthorizedKey
{
    private const int LeastRsaBytes = 2048 / 8;
    private readonly string _type, _blob, _comment;

    private AuthorizedKey(string type, string blob, string comment) => (_type, _blob, _comment) = (type, blob, comment);

    /// <summary>A name for who comes with this key, when none is given.</summary>
    public string DefaultUser => "key-" + Convert.ToHexStringLower(SHA256.HashData(Convert.FromBase64String(_blob)))[..12];

    /// <summary>Reads a public key file: one line, <c>TYPE BASE64 COMMENT</c>.</summary>
    /// <exception cref="FormatException">It is none, or one that should not be used; says why.</exception>
    public static AuthorizedKey Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        if (text.Contains("PRIVATE KEY", StringComparison.Ordinal))
            throw new FormatException(Say(
                "This is a private key; it must never leave the host. Give the file that ends in .pub.",
                "これは秘密鍵です。ホストから出してはいけません。.pub で終わるファイルを指定してください。"));
        var lines = text.Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        if (lines.Length != 1)
            throw new FormatException(Say("A public key file has one line.", "公開鍵ファイルは一行です。"));
        var parts = lines[0].Split(' ', 3, StringSplitOptions.RemoveEmptyEntries);
        if (parts.Length < 2 || !Types().IsMatch(parts[0]) || Blob(parts[1]) is not { } blob || First(blob) is not { } inner
            || Encoding.ASCII.GetString(inner) != parts[0])
            throw new FormatException(Say(
                "This is no public key of ssh-keygen (ssh-ed25519, ecdsa-sha2-nistp..., ssh-rsa).",
                "ssh-keygen の公開鍵（ssh-ed25519、ecdsa-sha2-nistp…、ssh-rsa）ではありません。"));
        if (parts[0] == "ssh-rsa" && (Third(blob)?.Length ?? 0) < LeastRsaBytes)
            throw new FormatException(Say("An RSA key needs at least 2048 bits; make another one.", "RSA 鍵は 2048 ビット以上必要です。作り直してください。"));
        return new AuthorizedKey(parts[0], parts[1], parts.Length > 2 ? string.Concat(parts[2].Where(c => c is > ' ' and < '\x7f' or ' ')) : string.Empty);
    }

    /// <summary>The line for the site account's <c>authorized_keys</c>.</summary>
    /// <param name="program">The absolute path of <c>dejima</c> at the site.</param>
    /// <param name="policy">The absolute path of <c>site.yaml</c>.</param>
    /// <param name="user">Whose key it is.</param>
    /// <param name="from">The addresses it may come from, as <c>sshd</c> takes them; empty for any.</param>
    /// <exception cref="FormatException">Something of it cannot stand in such a line; says what.</exception>
    public string Line(string program, string policy, string user, IReadOnlyList<string> from)
    {
        ArgumentNullException.ThrowIfNull(from);
        foreach (var path in new[] { program, policy })
        {
            if (!Plain().IsMatch(path))
                throw new FormatException(Say(
                    $"'{path}' must be an absolute path of letters, digits and . _ + , @ % = : / - only, because the account's login shell reads it.",
                    $"'{path}' は英数字と . _ + , @ % = : / - だけの絶対パスでなければなりません（ログインシェルが読むため）。"));
        }

        if (!Identifier.IsValid(user))
            throw new FormatException(Say($"'{user}' is no user's name: {Identifier.Rule}.", $"利用者名 '{user}' が正しくありません。"));
        if (from.FirstOrDefault(address => !Address().IsMatch(address)) is { } bad)
            throw new FormatException(Say($"'{bad}' is no address, network or name for from=.", $"'{bad}' は from= に書けるアドレスではありません。"));
        var origin = from.Count == 0 ? string.Empty : $"from=\"{string.Join(',', from)}\",";
        return $"restrict,{origin}command=\"exec {program} gate --policy {policy} --user {user}\" {_type} {_blob} {_comment}".TrimEnd();
    }

    private static byte[]? Blob(string text)
    {
        var bytes = new byte[text.Length];
        return Convert.TryFromBase64String(text, bytes, out var length) ? bytes[..length] : null;
    }

    private static byte[]? First(byte[] blob) => Fields(blob).FirstOrDefault();

    private static byte[]? Third(byte[] blob) => Fields(blob).ElementAtOrDefault(2)?.SkipWhile(value => value == 0).ToArray();

    // RFC 4253, 6.6: each field is its length and its bytes.
    private static IEnumerable<byte[]> Fields(byte[] blob)
    {
        for (var at = 0; at + 4 <= blob.Length;)
        {
            var length = BinaryPrimitives.ReadUInt32BigEndian(blob.AsSpan(at));
            if (length > blob.Length - at - 4)
                yield break;
            yield return blob[(at + 4)..(at + 4 + (int)length)];
            at += 4 + (int)length;
        }
    }

    [GeneratedRegex(@"^(ssh-ed25519|ssh-rsa|ecdsa-sha2-nistp(256|384|521)|sk-ssh-ed25519@openssh\.com|sk-ecdsa-sha2-nistp256@openssh\.com)\z")]
    private static partial Regex Types();

    [GeneratedRegex(@"^/[A-Za-z0-9/._+,@%=:-]*\z")]
    private static partial Regex Plain();

    [GeneratedRegex(@"^!?[A-Za-z0-9.:*?/_-]{1,255}\z")]
    private static partial Regex Address();
}
