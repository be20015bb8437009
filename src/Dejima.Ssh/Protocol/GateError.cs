namespace Dejima.Ssh.Protocol;

/// <summary>Stable codes of <see cref="GateReply.Error"/>, besides those of <see cref="Contracts.Calculations.ReasonCode"/>.</summary>
public static class GateError
{
    /// <summary>The line was no request, or lacks something.</summary>
    public const string Malformed = "malformed-request";

    /// <summary>The caller has no such calculation. Other callers' count as none.</summary>
    public const string UnknownCalculation = "unknown-calculation";

    /// <summary>Not in this stage.</summary>
    public const string WrongStage = "wrong-state";

    /// <summary>The id was used for another order.</summary>
    public const string IdInUse = "id-in-use";

    /// <summary>Something at the site must be mended first; its log says what.</summary>
    public const string SiteTrouble = "site-trouble";
}
