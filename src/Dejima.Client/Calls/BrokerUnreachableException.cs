using System.Security.Authentication;
using Dejima.Client.Connections;
using Dejima.Client.Handout;
using static Dejima.Contracts.Languages.Language;

namespace Dejima.Client.Calls;

/// <summary>No answer of the broker could be had within the patience of the call.</summary>
public sealed class BrokerUnreachableException : UnreachableException
{
    internal BrokerUnreachableException(Uri? broker, ProxyChoice? proxy, Exception failure)
        : base(Describe(broker, proxy, CauseOf(failure, proxy is not null), failure), failure) =>
        Cause = CauseOf(failure, proxy is not null);

    /// <summary>Where it failed.</summary>
    public UnreachableCause Cause { get; }

    /// <summary>
    /// Whether a certificate was looked at and found wanting. A handshake that broke, by a cut say, fails with the same type of
    /// exception; only the words tell. (A callback could, but there is none, so that nothing can switch the check off.)
    /// </summary>
    internal static bool IsCertificate(Exception failure) =>
        failure is HttpRequestException { InnerException: AuthenticationException { InnerException: null } refused }
        && refused.Message.StartsWith("The remote certificate", StringComparison.Ordinal);

    private static UnreachableCause CauseOf(Exception failure, bool viaProxy) => failure switch
    {
        _ when IsCertificate(failure) => UnreachableCause.Certificate,
        HttpRequestException { HttpRequestError: HttpRequestError.ProxyTunnelError } => UnreachableCause.Proxy,
        HttpRequestException { HttpRequestError: HttpRequestError.NameResolutionError or HttpRequestError.ConnectionError } when viaProxy =>
            UnreachableCause.ProxyConnection,
        HttpRequestException { HttpRequestError: HttpRequestError.NameResolutionError } => UnreachableCause.NameResolution,
        HttpRequestException { HttpRequestError: HttpRequestError.SecureConnectionError } => UnreachableCause.Handshake,
        HttpRequestException { HttpRequestError: HttpRequestError.ConnectionError } => UnreachableCause.Connection,
        HttpRequestException { StatusCode: not null } => UnreachableCause.Unavailable,
        _ => UnreachableCause.Interrupted,
    };

    private static string Describe(Uri? broker, ProxyChoice? proxy, UnreachableCause cause, Exception failure)
    {
        var at = broker is null ? string.Empty : $" {broker.GetLeftPart(UriPartial.Authority)}";
        var via = proxy?.Url.GetLeftPart(UriPartial.Authority) ?? string.Empty;
        var detail = Innermost(failure);
        return cause switch
        {
            UnreachableCause.NameResolution => Say(
                $"The broker{at} cannot be found: the name has no address. Check the URL.",
                $"ブローカー{at} が見つかりません。名前を解決できません。URL を確認してください。"),
            UnreachableCause.Certificate => Say(
                $"The certificate of the broker{at} is not trusted ({detail}). If it is from a private certificate authority, name that authority's certificate with ca-file (DEJIMA_CA_FILE).",
                $"ブローカー{at} の証明書を信頼できません（{detail}）。組織内認証局の証明書なら、その認証局の証明書を ca-file（DEJIMA_CA_FILE）で指定してください。"),
            UnreachableCause.Handshake => Say(
                $"The TLS handshake with the broker{at} broke: {detail}", $"ブローカー{at} との TLS ハンドシェイクが途切れました: {detail}"),
            UnreachableCause.Proxy => ProxyTrouble.Refused(via, at.Trim(), proxy?.Credentials is not null, failure),
            UnreachableCause.ProxyConnection => ProxyTrouble.Unreachable(
                via, failure is HttpRequestException { HttpRequestError: HttpRequestError.NameResolutionError }, detail),
            UnreachableCause.Unavailable => Say(
                $"The broker{at} cannot answer right now: {detail}", $"ブローカー{at} は今は応答できません: {detail}"),
            UnreachableCause.Connection => Say(
                $"The broker{at} cannot be reached: {detail}", $"ブローカー{at} に接続できません: {detail}"),
            _ => Say(
                $"The connection to the broker{at} broke: {detail}", $"ブローカー{at} との接続が切れました: {detail}"),
        };
    }

    private static string Innermost(Exception? failure)
    {
        while (failure?.InnerException is not null)
            failure = failure.InnerException;
        return failure?.Message.TrimEnd('.') ?? string.Empty;
    }
}
