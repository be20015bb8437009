namespace Dejima.Samples.NotchedPlate.Solving;

/// <summary>Stress (MPa) and total strain at a node.</summary>
internal readonly record struct NodeState(double Stress, double Strain, double VonMises)
{
    /// <summary>From the six components in the order xx, yy, zz, xy, yz, zx.</summary>
    public static NodeState Of(ReadOnlySpan<double> stress, ReadOnlySpan<double> strain)
    {
        double xy = stress[0] - stress[1], yz = stress[1] - stress[2], zx = stress[2] - stress[0];
        var shear = stress[3] * stress[3] + stress[4] * stress[4] + stress[5] * stress[5];
        return new NodeState(stress[1], strain[1], Math.Sqrt((xy * xy + yz * yz + zx * zx) / 2 + 3 * shear));
    }
}
