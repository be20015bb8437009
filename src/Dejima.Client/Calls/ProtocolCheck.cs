using Dejima.Client.Connections;
using Dejima.Contracts.Errors;
using Dejima.Contracts.Http;
using static Dejima.Contracts.Languages.Language;

namespace Dejima.Client.Calls;

/// <summary>Makes sure that an answer is in the version that was asked in.</summary>
internal static class ProtocolCheck
{
    /// <summary>Checks an answer. One without a version is from a broker of before there was a header.</summary>
    /// <exception cref="BrokerException">It is in another one: what it says may mean something else.</exception>
    public static void Answered(HttpResponseMessage answer)
    {
        var header = Requests.Header(answer, HeaderName.Protocol);
        var version = ProtocolVersion.Read(header);
        if (version == ProtocolVersion.Current)
            return;
        throw version < ProtocolVersion.Current
            ? Unfit(answer, ErrorCode.ProtocolTooNew, Say(
                $"The broker answers in protocol {version}, and this dejima ({HttpClients.Version}) speaks {ProtocolVersion.Current}: the broker should be updated.",
                $"ブローカーはプロトコル {version} で応答しましたが、この dejima（{HttpClients.Version}）は {ProtocolVersion.Current} です。ブローカーの更新が必要です。"))
            : Unfit(answer, ErrorCode.ProtocolTooOld, Say(
                $"The broker answers in a protocol that this dejima ({HttpClients.Version}) does not know ({version?.ToString() ?? "no number"} instead of {ProtocolVersion.Current}): update dejima on this computer.",
                $"ブローカーはこの dejima（{HttpClients.Version}）の知らないプロトコルで応答しました（{ProtocolVersion.Current} ではなく {version?.ToString() ?? "番号なし"}）。この計算機の dejima を更新してください。"));
    }

    private static BrokerException Unfit(HttpResponseMessage answer, string code, string detail) =>
        new(answer.StatusCode, new Problem { Code = code, Detail = detail });
}
