using Dejima.Samples.NotchedPlate.Cli;

namespace Dejima.Samples.Tests;

/// <summary>What the site's command refuses, with which words and exit code - and without a word on the model.</summary>
public sealed class BadSiteInputTests
{
    private const string Curve = "cyclic_curve.dat", Levels = "nominal_stress.dat";

    [Theory]
    [InlineData(Levels, "", ExitCode.Data, "must hold 1 to 1000 nominal stresses, but has 0")]
    [InlineData(Levels, "25\n50\n40\n", ExitCode.Data, "line 3: nominal stresses must ascend, and 40 MPa is not above 50 MPa")]
    [InlineData(Levels, "25\n25\n", ExitCode.Data, "line 2: nominal stresses must ascend")]
    [InlineData(Levels, "-25\n", ExitCode.Data, "line 1: a nominal stress must be above 0 MPa")]
    [InlineData(Levels, "0\n", ExitCode.Data, "line 1: a nominal stress must be above 0 MPa")]
    [InlineData(Levels, "high\n", ExitCode.Data, "line 1: 'high' is not a number")]
    [InlineData(Levels, "100\n350\n", ExitCode.Data, "350 MPa is too high: the net section would have to carry more")]
    [InlineData(Levels, null, ExitCode.NoInput, "there is no file nominal_stress.dat")]
    [InlineData(Curve, null, ExitCode.NoInput, "there is no file cyclic_curve.dat")]
    [InlineData(Curve, "0 0\n0.001 206\n", ExitCode.Data, "not a cyclic stress-strain curve: it needs at least 3 points")]
    [InlineData(Curve, "0 0\n0.001 206 1\n", ExitCode.Data, "line 2: expected strain and stress")]
    [InlineData(Curve, "0.0001 1\n0.001 206\n0.01 300\n", ExitCode.Data, "its first point must be 0 0")]
    [InlineData(Curve, "0 0\n0.001 206\n0.01 200\n", ExitCode.Data, "point 3 is not above the one before")]
    [InlineData(Curve, "0 0\n0.001 206\n0.0011 300\n", ExitCode.Data, "point 3 is steeper than the elastic line")]
    public async Task Inputs_that_make_no_sense(string file, string? text, int code, string words)
    {
        using var place = await new Workplace().Ready([25]);
        if (text is null) File.Delete(place[file]);
        else place.With(file, text);
        await Refuses(place, code, words);
    }

    [Fact]
    public async Task A_level_at_which_the_root_leaves_the_curve()
    {
        // The net section holds (1.25 * 300 = 375 < 430 MPa), the notch root does not.
        using var place = await new Workplace().Ready([150, 300]);
        await Refuses(place, ExitCode.Data, "300 MPa is too high: the strain at the notch root leaves the cyclic curve");
    }

    [Theory]
    [InlineData("0")]
    [InlineData("65")]
    [InlineData("two")]
    [InlineData("-1")]
    public async Task Cores_that_make_no_sense(string cpus)
    {
        using var place = await new Workplace().Ready([25]);
        place.Environment["DEJIMA_PARAM_CPUS"] = cpus;
        await Refuses(place, ExitCode.Data, $"the parameter cpus must be 1 to 64, not '{cpus}'");
    }

    [Fact]
    public async Task A_site_without_a_solver()
    {
        using var place = await new Workplace().Ready([25]);
        place.Environment["CCX"] = place["no-such-solver"];
        await Refuses(place, ExitCode.Configuration, "CalculiX (ccx) is not installed");
    }

    [Fact]
    public async Task A_solver_that_fails()
    {
        using var place = await new Workplace().Ready([25, 50]);
        place.With("solver", "#!/bin/sh\necho '1 1 1 2 0.1E+01 0.1E+01 0.1E+01' > XX.sta\nexit 201\n");
        File.SetUnixFileMode(place["solver"], UnixFileMode.UserRead | UnixFileMode.UserExecute);
        place.Environment["CCX"] = place["solver"];
        await Refuses(place, ExitCode.Solver, "the solver found no equilibrium at nominal stress 50 MPa");
    }

    [Fact]
    public async Task A_site_that_names_no_model()
    {
        using var place = await new Workplace().Ready([25]);
        place.Environment.Remove("MODEL");
        await Refuses(place, ExitCode.Configuration, "does not say where the model is (MODEL)");
    }

    [Fact]
    public async Task A_site_whose_model_is_gone()
    {
        using var place = await new Workplace().Ready([25]);
        File.Delete(place["site/model.inp"]);
        await Refuses(place, ExitCode.Configuration, "the site's model cannot be read");
    }

    [Theory]
    [InlineData(0.01)]
    [InlineData(0.3)]
    [InlineData(0.7)]
    [InlineData(0.99)]
    [InlineData(0.9999)]
    public async Task A_model_that_was_cut_short(double share)
    {
        using var place = await new Workplace().Ready([25]);
        var model = await File.ReadAllTextAsync(place["site/model.inp"]);
        place.With("site/model.inp", model[..(int)(share * model.Length)]);
        await Refuses(place, ExitCode.Configuration, "the site's model is not usable");
    }

    [Theory]
    [InlineData("NSET=LIGAMENT", "NSET=SOMETHING", "the set LIGAMENT is missing")]
    [InlineData("\n17, ", "\n99917, ", "an element refers to a node that is not there")]
    public async Task A_model_that_was_damaged(string old, string damaged, string words)
    {
        using var place = await new Workplace().Ready([25]);
        var model = await File.ReadAllTextAsync(place["site/model.inp"]);
        var at = model.IndexOf(old, StringComparison.Ordinal);
        place.With("site/model.inp", model[..at] + damaged + model[(at + old.Length)..]);
        await Refuses(place, ExitCode.Configuration, words);
    }

    private static async Task Refuses(Workplace place, int code, string words)
    {
        // A result of an earlier run must be gone too.
        place.With("XX.dat", "25 0 1 1 1\n");
        var outcome = await place.Run("stress-distribution");
        Assert.Equal(code, outcome.Code);
        Assert.Contains(words, outcome.Error, StringComparison.Ordinal);
        Assert.DoesNotContain(place.Folder, outcome.Error, StringComparison.Ordinal);
        Assert.False(File.Exists(place["XX.dat"]));
    }
}
