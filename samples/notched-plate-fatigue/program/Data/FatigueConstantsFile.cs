using System.Globalization;
using Dejima.Samples.NotchedPlate.Cli;
using Dejima.Samples.NotchedPlate.Material;

namespace Dejima.Samples.NotchedPlate.Data;

/// <summary>Fatigue constants as a file of <c>name value</c> lines.</summary>
internal static class FatigueConstantsFile
{
    /// <summary>Writes the constants; what the tensile test said besides follows as comments.</summary>
    public static void Write(FatigueConstants constants, TensileTest test, TextWriter to)
    {
        to.Write("# Uniform material law (Baeumel, Seeger 1990), unalloyed and low-alloy steel; stresses in MPa\n");
        foreach (var (name, value) in Lines(constants)) to.Write(Line($"{name} {value:R}"));

        var cyclicYield = constants.CyclicStrengthCoefficient
            * Math.Pow(0.002, constants.CyclicHardeningExponent);
        to.Write(Line($"# cyclic 0.2 % yield {cyclicYield:F1} MPa = {cyclicYield / test.YieldStrength:F2} of the monotonic one"));
        to.Write(Line($"# true strain at fracture {test.FractureDuctility:F3}, the upper bound set on epsilon_f'"));
    }

    /// <summary>Reads constants.</summary>
    /// <exception cref="ProgramError">No file, a line that is no pair, a constant missing, doubled or out of range.</exception>
    public static FatigueConstants Read(string path)
    {
        var file = Path.GetFileName(path);
        var values = new Dictionary<string, double>();
        foreach (var line in DataLines.Read(path))
        {
            var parts = line.Text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
            if (parts.Length != 2 || !values.TryAdd(parts[0], Numbers.Parse(parts[1], file, line.Number)))
                throw ProgramError.BadData($"{file}, line {line.Number}: expected a new name and its value",
                    $"{file} の {line.Number} 行目: 「名前 値」を一度ずつ書いてください");
        }
        double Positive(string name) => Sign(name, 1);
        double Negative(string name) => Sign(name, -1);
        double Sign(string name, int sign) =>
            values.TryGetValue(name, out var value) && Math.Sign(value) == sign
                ? value
                : throw ProgramError.BadData(
                    $"{file}: {name} is missing or not {(sign > 0 ? "above" : "below")} 0",
                    $"{file}: {name} がないか、{(sign > 0 ? "正" : "負")}の値ではありません");
        return new FatigueConstants(Positive("E"), Positive("nu"), Positive("sigma_f'"), Negative("b"),
            Positive("epsilon_f'"), Negative("c"), Positive("K'"), Positive("n'"),
            Positive("sigma_E"), Positive("epsilon_E"), Positive("N_E"));
    }

    private static IEnumerable<(string Name, double Value)> Lines(FatigueConstants c) =>
    [
        ("E", c.YoungsModulus), ("nu", c.PoissonRatio),
        ("sigma_f'", c.StrengthCoefficient), ("b", c.StrengthExponent),
        ("epsilon_f'", c.DuctilityCoefficient), ("c", c.DuctilityExponent),
        ("K'", c.CyclicStrengthCoefficient), ("n'", c.CyclicHardeningExponent),
        ("sigma_E", c.EnduranceStress), ("epsilon_E", c.EnduranceStrain), ("N_E", c.EnduranceCycles),
    ];

    private static string Line(FormattableString text) => text.ToString(CultureInfo.InvariantCulture) + "\n";
}
