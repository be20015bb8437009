using System.Net.Http;
using System.Text.RegularExpressions;
using static Dejima.Contracts.Languages.Language;

namespace Dejima.Client.Calls;

/// <summary>What went wrong with a proxy, in words that tell it from the broker.</summary>
internal static partial class ProxyTrouble
{
    /// <summary>Whether the proxy knows us, or lets this broker pass, is not changed by asking again.</summary>
    public static bool IsRefusal(Exception failure) =>
        failure is HttpRequestException { HttpRequestError: HttpRequestError.ProxyTunnelError } refused && StatusOf(refused) is 401 or 403 or 407;

    /// <summary>The proxy answered no.</summary>
    public static string Refused(string proxy, string broker, bool knowsUser, Exception? failure) => StatusOf(failure) switch
    {
        401 or 407 when knowsUser => Say(
            $"The proxy {proxy} does not accept the user or the password ({StatusOf(failure)}).",
            $"プロキシ {proxy} がユーザー名かパスワードを受け付けません（{StatusOf(failure)}）。"),
        401 or 407 => Say(
            $"The proxy {proxy} asks for a user and a password ({StatusOf(failure)}). Give proxy: {{ url, user, password-file }}, or HTTPS_PROXY=http://USER@HOST:PORT and DEJIMA_PROXY_PASSWORD_FILE.",
            $"プロキシ {proxy} がユーザー名とパスワードを求めています（{StatusOf(failure)}）。proxy: {{ url, user, password-file }} か、HTTPS_PROXY=http://USER@HOST:PORT と DEJIMA_PROXY_PASSWORD_FILE を指定してください。"),
        403 => Say(
            $"The proxy {proxy} does not let connections to the broker {broker} pass (403). Ask for this address and port to be allowed.",
            $"プロキシ {proxy} がブローカー {broker} への接続を許していません（403）。このアドレスとポートの許可を求めてください。"),
        { } status and >= 500 => Say(
            $"The proxy {proxy} gets no connection to the broker {broker} ({status}): the broker is down, or the proxy does not find its name or way.",
            $"プロキシ {proxy} からブローカー {broker} に接続できません（{status}）。ブローカーが止まっているか、プロキシから名前や経路が見つかりません。"),
        { } status => Say($"The proxy {proxy} said no ({status}).", $"プロキシ {proxy} に拒否されました（{status}）。"),
        null => Say(
            $"The proxy {proxy} made no connection to the broker {broker}.", $"プロキシ {proxy} がブローカー {broker} に接続しませんでした。"),
    };

    /// <summary>The proxy itself cannot be reached.</summary>
    public static string Unreachable(string proxy, bool hasNoAddress, string detail) => hasNoAddress
        ? Say($"The proxy {proxy} cannot be found: its name has no address.", $"プロキシ {proxy} が見つかりません。名前を解決できません。")
        : Say($"The proxy {proxy} cannot be reached: {detail}", $"プロキシ {proxy} に接続できません: {detail}");

    // The status stands in the message only.
    private static int? StatusOf(Exception? failure) =>
        failure is HttpRequestException { StatusCode: { } status } ? (int)status
        : failure is not null && Status().Match(failure.Message) is { Success: true } found
            ? int.Parse(found.Groups[1].Value, System.Globalization.CultureInfo.InvariantCulture)
            : null;

    [GeneratedRegex(@"'([1-5]\d\d)'")]
    private static partial Regex Status();
}
