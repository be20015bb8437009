using Dejima.Contracts.Calculations;

namespace Dejima.Ssh.Push.Sessions;

/// <summary>The site said no.</summary>
/// <param name="reason">Its code, of <see cref="ReasonCode"/> or <see cref="Protocol.GateError"/>, and its words.</param>
internal sealed class SiteRefusedException(Reason reason) : Exception(reason.Message)
{
    /// <summary>Why.</summary>
    public Reason Reason { get; } = reason;
}
