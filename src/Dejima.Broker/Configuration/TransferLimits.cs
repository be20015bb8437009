namespace Dejima.Broker.Configuration;

/// <summary>How much may be handed out and returned. Sizes in bytes.</summary>
internal sealed record TransferLimits
{
    /// <summary>One input or output.</summary>
    public long FileSize { get; init; } = 1L << 40;

    /// <summary>All inputs, or all outputs, of one calculation.</summary>
    public long CalculationSize { get; init; } = 4L << 40;

    /// <summary>Inputs, or outputs, of one calculation: how many.</summary>
    public long Files { get; init; } = 10_000;

    /// <summary>One of a calculation's two logs.</summary>
    public long LogSize { get; init; } = 1L << 30;
}
