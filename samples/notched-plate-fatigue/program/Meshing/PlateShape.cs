namespace Dejima.Samples.NotchedPlate.Meshing;

/// <summary>
/// A rectangular plate with a round hole at its centre, pulled along its height. All lengths in mm.
/// </summary>
/// <param name="Width">Across the load, mm.</param>
/// <param name="Height">Along the load, mm; long enough that the stress is uniform at the loaded edge.</param>
/// <param name="Diameter">Of the hole, mm.</param>
internal sealed record PlateShape(double Width, double Height, double Diameter)
{
    /// <summary>The sample's plate: hole diameter one fifth of the width.</summary>
    public static PlateShape Default { get; } = new(Width: 50, Height: 150, Diameter: 10);

    /// <summary>Radius of the hole, mm.</summary>
    public double Radius => Diameter / 2;

    /// <summary>What is wrong with the shape, or null. The hole needs room for elements beside and above it.</summary>
    public string? Fault()
    {
        if (!(Width > 0 && Height > 0 && Diameter > 0)) return "width, height and diameter must be above 0 mm";
        if (Diameter > 0.8 * Width) return "the hole's diameter must be at most 0.8 of the width";
        if (Height < 2 * Width) return "the height must be at least twice the width, or the far stress is not uniform";
        return null;
    }
}
