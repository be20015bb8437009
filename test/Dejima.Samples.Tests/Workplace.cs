using Dejima.Samples.NotchedPlate;
using Dejima.Samples.NotchedPlate.Cli;
using Dejima.Samples.NotchedPlate.Data;

namespace Dejima.Samples.Tests;

/// <summary>What a command ended with.</summary>
internal sealed record Outcome(int Code, string Out, string Error);

/// <summary>A directory of its own in which the program's commands run, with an environment of its own.</summary>
internal sealed class Workplace : IDisposable
{
    public string Folder { get; } = Directory.CreateTempSubdirectory("notched-plate-test-").FullName;

    public Dictionary<string, string> Environment { get; } = [];

    public string this[string name] => Path.Combine(Folder, name);

    public Workplace With(string name, string text)
    {
        File.WriteAllText(this[name], text);
        return this;
    }

    public async Task<Outcome> Run(params string[] arguments)
    {
        using StringWriter output = new(), error = new();
        var code = await Application.Run(arguments,
            new Surroundings(output, error, Folder, name => Environment.GetValueOrDefault(name)));
        return new Outcome(code, output.ToString(), error.ToString());
    }

    /// <summary>Runs a command that has to succeed.</summary>
    public async Task<Outcome> Succeed(params string[] arguments)
    {
        var outcome = await Run(arguments);
        Assert.True(outcome.Code == 0, outcome.Error);
        return outcome;
    }

    /// <summary>Puts a model at the site and the sample's curve and the given nominal stresses (MPa) into the workspace.</summary>
    public async Task<Workplace> Ready(IEnumerable<double> levels, params string[] meshOptions)
    {
        Directory.CreateDirectory(this["site"]);
        await Succeed(["mesh", "--out", "site/model.inp", .. meshOptions]);
        await Succeed("cyclic-curve", "--yield-strength", Sample.Data("yield_strength.dat"),
            "--tensile-strength", Sample.Data("tensile_strength.dat"),
            "--reduction-of-area", Sample.Data("reduction_of_area.dat"),
            "--cyclic-curve", "cyclic_curve.dat", "--fatigue-constants", "fatigue_constants.dat");
        With("nominal_stress.dat", string.Join('\n', levels));
        Environment["MODEL"] = this["site/model.inp"];
        return this;
    }

    public IReadOnlyList<LevelDistribution> Distribution() => StressDistributionFile.Read(this["XX.dat"]);

    public void Dispose() => Directory.Delete(Folder, recursive: true);
}
