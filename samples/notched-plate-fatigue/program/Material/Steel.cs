namespace Dejima.Samples.NotchedPlate.Material;

/// <summary>Elastic constants that unalloyed and low-alloy steels share, as Bäumel and Seeger (1990) use them.</summary>
internal static class Steel
{
    /// <summary>Young's modulus, MPa.</summary>
    public const double YoungsModulus = 206_000;

    /// <summary>Poisson's ratio.</summary>
    public const double PoissonRatio = 0.3;
}
