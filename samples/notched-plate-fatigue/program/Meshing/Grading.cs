namespace Dejima.Samples.NotchedPlate.Meshing;

/// <summary>Divides the unit interval into elements that grow by a constant ratio.</summary>
internal static class Grading
{
    /// <summary>Positions 0…1 of element ends and middles: <c>2 · elements + 1</c> values, ascending.</summary>
    /// <param name="elements">How many elements, at least 1.</param>
    /// <param name="growth">Size of an element over that of the one before it; not 1.</param>
    public static double[] HalfSteps(int elements, double growth)
    {
        var last = Math.Pow(growth, elements) - 1;
        var positions = new double[2 * elements + 1];
        for (var i = 0; i <= elements; i++) positions[2 * i] = (Math.Pow(growth, i) - 1) / last;
        for (var i = 1; i < positions.Length; i += 2) positions[i] = (positions[i - 1] + positions[i + 1]) / 2;
        return positions;
    }
}
