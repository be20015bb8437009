using Dejima.Samples.NotchedPlate.Solving;

namespace Dejima.Samples.Tests;

/// <summary>The reader of the solver's result file, on lines as the solver writes them.</summary>
public sealed class FrdResultsTests
{
    private const string Step = """
          100CL  101 1.000000000           2                     0    1           1
         -4  STRESS      6    1
         -5  SXX         1    4    1    1
         -1         7-3.00000E+00 4.00000E+00-1.00000E-10 0.00000E+00 0.00000E+00 0.00000E+00
         -1         8 9.00000E+00 9.00000E+00 9.00000E+00 0.00000E+00 0.00000E+00 0.00000E+00
         -3
          100CL  101 1.000000000           2                     0    1           1
         -4  TOSTRAIN    6    1
         -1         7-1.00000E-04 2.50000E-04 0.00000E+00 0.00000E+00 0.00000E+00 0.00000E+00
         -3
          100CL  101 1.000000000           2                     0    1           1
         -4  ERROR       1    1
         -1         7 5.00000E+01
         -3
        """;

    [Fact]
    public void Values_without_blanks_between_are_told_apart()
    {
        var state = Read(Step)[0][7];
        Assert.Equal((4, 2.5e-4), (state.Stress, state.Strain));
        // √((7² + 4² + 3²)/2) of the principal stresses -3, 4, 0 MPa.
        Assert.Equal(Math.Sqrt(37), state.VonMises, 6);
    }

    [Theory]
    [InlineData("TOSTRAIN", "DISP")]
    [InlineData("4.00000E+00", "        NaN")]
    [InlineData(" 4.00000E+00-1.00000E-10 0.00000E+00 0.00000E+00 0.00000E+00", " 4.00000E+00")]
    [InlineData("1.000000000", "2.000000000")]
    public void Incomplete_results_are_refused(string old, string damaged) =>
        Assert.Throws<FormatException>(() => Read(Step.Replace(old, damaged, StringComparison.Ordinal)));

    private static IReadOnlyList<IReadOnlyDictionary<int, NodeState>> Read(string text) =>
        FrdResults.Read(new StringReader(text), new HashSet<int> { 7 }, steps: 1);
}
