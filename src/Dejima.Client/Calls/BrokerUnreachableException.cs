using System.Security.Authentication;
using Dejima.Client.Handout;
using static Dejima.Contracts.Languages.Language;

namespace Dejima.Client.Calls;

/// <summary>No answer of the broker could be had within the patience of the call.</summary>
public sealed class BrokerUnreachableException : UnreachableException
{
    internal BrokerUnreachableException(Uri? broker, UnreachableCause cause, Exception? inner)
        : base(Describe(broker, cause, inner), inner) => Cause = cause;

    /// <summary>Where it failed.</summary>
    public UnreachableCause Cause { get; }

    internal static UnreachableCause CauseOf(Exception failure) => failure switch
    {
        HttpRequestException { HttpRequestError: HttpRequestError.NameResolutionError } => UnreachableCause.NameResolution,
        HttpRequestException { HttpRequestError: HttpRequestError.ProxyTunnelError } => UnreachableCause.Proxy,
        HttpRequestException { InnerException: AuthenticationException } => UnreachableCause.Certificate,
        HttpRequestException { HttpRequestError: HttpRequestError.ConnectionError } => UnreachableCause.Connection,
        _ => UnreachableCause.Interrupted,
    };

    private static string Describe(Uri? broker, UnreachableCause cause, Exception? inner)
    {
        var at = broker is null ? string.Empty : $" {broker.GetLeftPart(UriPartial.Authority)}";
        var detail = Innermost(inner);
        return cause switch
        {
            UnreachableCause.NameResolution => Say(
                $"The broker{at} cannot be found: the name has no address. Check the URL.",
                $"ブローカー{at} が見つかりません。名前を解決できません。URL を確認してください。"),
            UnreachableCause.Certificate => Say(
                $"The certificate of the broker{at} is not trusted ({detail}). If it is from a private certificate authority, name that authority's certificate with ca-file (DEJIMA_CA_FILE).",
                $"ブローカー{at} の証明書を信頼できません（{detail}）。組織内認証局の証明書なら、その認証局の証明書を ca-file（DEJIMA_CA_FILE）で指定してください。"),
            UnreachableCause.Proxy => Say(
                $"The proxy on the way to the broker{at} said no: {detail}", $"ブローカー{at} への途中のプロキシに拒否されました: {detail}"),
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
