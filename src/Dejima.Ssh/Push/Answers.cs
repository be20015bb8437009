using Dejima.Client.Connections;
using Dejima.Client.Handout;
using Dejima.Contracts.Calculations;
using Dejima.Contracts.Errors;
using Dejima.Ssh.Protocol;
using Dejima.Ssh.Push.Sessions;

namespace Dejima.Ssh.Push;

/// <summary>Turns a site's no into what <see cref="IHandout"/> says.</summary>
internal static class Answers
{
    /// <summary>The exception for the caller.</summary>
    public static Exception Of(SiteRefusedException refused) => refused.Reason.Code switch
    {
        GateError.SiteTrouble or ReasonCode.StartFailed => new SetupException(refused.Message, refused),
        GateError.UnknownCalculation => new HandoutException(ErrorCode.UnknownCalculation, refused.Message, refused),
        GateError.IdInUse => new HandoutException(ErrorCode.CalculationExists, refused.Message, refused),
        GateError.WrongStage => new HandoutException(ErrorCode.WrongState, refused.Message, refused),
        ReasonCode.WorkspaceFailed => new HandoutException(ErrorCode.DiskFull, refused.Message, refused),
        _ => new HandoutException(ErrorCode.Internal, refused.Message, refused),
    };
}
