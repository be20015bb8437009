using Dejima.Samples.NotchedPlate.Cli;

namespace Dejima.Samples.Tests;

/// <summary>What the host's modules refuse, with which words and exit code.</summary>
public sealed class BadHostInputTests
{
    [Theory]
    [InlineData("yield.dat", "", ExitCode.Data, "yield.dat must hold one number, but has 0 lines")]
    [InlineData("yield.dat", "216\n217\n", ExitCode.Data, "yield.dat must hold one number, but has 2 lines")]
    [InlineData("yield.dat", "# MPa\n\nabout 216\n", ExitCode.Data, "yield.dat, line 3: 'about 216' is not a number")]
    [InlineData("yield.dat", "216,5", ExitCode.Data, "'216,5' is not a number")]
    [InlineData("yield.dat", "NaN", ExitCode.Data, "'NaN' is not a number")]
    [InlineData("yield.dat", "-216", ExitCode.Data, "yield strength must be above 0 MPa, not -216")]
    [InlineData("yield.dat", "500", ExitCode.Data, "tensile strength (430 MPa) must be above the yield strength (500 MPa)")]
    [InlineData("tensile.dat", "430e6", ExitCode.Data, "is it in MPa?")]
    [InlineData("area.dat", "75", ExitCode.Data, "(75 % is 0.75)")]
    [InlineData("area.dat", "1", ExitCode.Data, "reduction of area must be a fraction")]
    [InlineData("area.dat", "0", ExitCode.Data, "reduction of area must be a fraction")]
    [InlineData("area.dat", null, ExitCode.NoInput, "there is no file area.dat")]
    public async Task A_tensile_test_that_makes_no_sense(string file, string? text, int code, string words)
    {
        using var place = new Workplace().With("yield.dat", "216").With("tensile.dat", "430").With("area.dat", "0.75");
        if (text is null) File.Delete(place[file]);
        else place.With(file, text);

        var outcome = await place.Run("cyclic-curve", "--yield-strength", "yield.dat", "--tensile-strength", "tensile.dat",
            "--reduction-of-area", "area.dat", "--cyclic-curve", "curve.dat", "--fatigue-constants", "constants.dat");

        Assert.Equal((code, true), (outcome.Code, outcome.Error.Contains(words, StringComparison.Ordinal)));
        Assert.False(File.Exists(place["curve.dat"]) || File.Exists(place["constants.dat"]));
    }

    [Theory]
    [InlineData("XX.dat", "25 0 78.9 3.8e-4\n", "XX.dat, line 1: expected 5 numbers, found 4")]
    [InlineData("XX.dat", "", "XX.dat has no data")]
    [InlineData("XX.dat", "25 0.1 78.9 3.8e-4 78.9\n", "25 MPa does not begin at the notch root")]
    [InlineData("XX.dat", "50 0 150 7.7e-4 150\n", "does not have the levels of the list")]
    [InlineData("XX.dat", "25 0 -78 -3e-4 78\n", "the notch root is not under tension")]
    [InlineData("XX.dat", "25 0 1000 5 1000\n", "breaks in the first load reversal")]
    [InlineData("levels.dat", "25\n50\n", "does not have the levels of the list")]
    [InlineData("constants.dat", "E 206000\n", "constants.dat: nu is missing")]
    [InlineData("constants.dat", "E\n", "constants.dat, line 1: expected a new name and its value")]
    [InlineData("constants.dat", "E 1\nE 2\n", "constants.dat, line 2: expected a new name and its value")]
    public async Task A_distribution_that_makes_no_sense(string file, string text, string words)
    {
        using var place = new Workplace().With("XX.dat", "25 0 78.9 3.8e-4 78.9\n").With("levels.dat", "25").With("constants.dat", """
            E 206000
            nu 0.3
            sigma_f' 645
            b -0.087
            epsilon_f' 0.59
            c -0.58
            K' 709.5
            n' 0.15
            sigma_E 193.5
            epsilon_E 0.00113
            N_E 500000
            """);
        string[] command = ["fatigue-life", "--stress-distribution", "XX.dat", "--fatigue-constants", "constants.dat",
            "--nominal-stress", "levels.dat", "--s-n-table", "t.csv", "--s-n-plot-svg", "p.svg", "--s-n-plot-png", "p.png"];
        await place.Succeed(command);
        File.Delete(place["t.csv"]);

        var outcome = await place.With(file, text).Run(command);

        Assert.Equal(ExitCode.Data, outcome.Code);
        Assert.Contains(words, outcome.Error, StringComparison.Ordinal);
        Assert.False(File.Exists(place["t.csv"]));
    }

    [Theory]
    [InlineData("there is no command 'bend'", "bend")]
    [InlineData("missing --out", "mesh")]
    [InlineData("'--size' is not an option", "mesh", "--size", "3")]
    [InlineData("--out needs a value", "mesh", "--out")]
    [InlineData("--out is given twice", "mesh", "--out", "a", "--out", "b")]
    [InlineData("--refine must be a whole number", "mesh", "--out", "a", "--refine", "0")]
    [InlineData("--width must be a number, not 'wide'", "mesh", "--out", "a", "--width", "wide")]
    [InlineData("diameter must be at most 0.8 of the width", "mesh", "--out", "a", "--diameter", "49")]
    [InlineData("height must be at least twice the width", "mesh", "--out", "a", "--height", "60")]
    public async Task A_command_line_that_makes_no_sense(string words, params string[] arguments)
    {
        using var place = new Workplace();
        var outcome = await place.Run(arguments);
        Assert.Equal(ExitCode.Usage, outcome.Code);
        Assert.Contains(words, outcome.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_place_that_cannot_be_written()
    {
        using var place = new Workplace();
        var outcome = await place.Run("mesh", "--out", "no/such/directory/model.inp");
        Assert.Equal(ExitCode.CannotCreate, outcome.Code);
        Assert.Contains("cannot be written", outcome.Error, StringComparison.Ordinal);
    }
}
