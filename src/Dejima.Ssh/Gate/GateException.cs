using Dejima.Contracts.Calculations;

namespace Dejima.Ssh.Gate;

/// <summary>The gate says no, in words for the host.</summary>
/// <param name="reason">Code and words; nothing that the site keeps secret.</param>
internal sealed class GateException(Reason reason) : Exception(reason.Message)
{
    /// <summary>Code and words.</summary>
    public Reason Reason { get; } = reason;
}
