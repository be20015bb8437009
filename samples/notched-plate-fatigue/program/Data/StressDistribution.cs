namespace Dejima.Samples.NotchedPlate.Data;

/// <summary>The state at one place of the ligament.</summary>
/// <param name="Position">Distance from the hole's edge over the ligament's width, 0…1.</param>
/// <param name="Stress">σ_yy, along the load, MPa.</param>
/// <param name="Strain">ε_yy, along the load, elastic and plastic together.</param>
/// <param name="VonMises">Equivalent stress, MPa.</param>
internal readonly record struct LigamentPoint(double Position, double Stress, double Strain, double VonMises);

/// <summary>The ligament's state at one nominal stress.</summary>
/// <param name="NominalStress">Far from the hole, on the full width, MPa.</param>
/// <param name="Points">From the hole's edge (position 0) to the plate's edge (position 1).</param>
internal sealed record LevelDistribution(double NominalStress, IReadOnlyList<LigamentPoint> Points)
{
    /// <summary>The notch root.</summary>
    public LigamentPoint Root => Points[0];
}
