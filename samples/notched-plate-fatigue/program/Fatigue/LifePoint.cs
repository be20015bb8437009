using Dejima.Samples.NotchedPlate.Data;
using Dejima.Samples.NotchedPlate.Cli;
using Dejima.Samples.NotchedPlate.Material;

namespace Dejima.Samples.NotchedPlate.Fatigue;

/// <summary>The life at one nominal stress amplitude, fully reversed.</summary>
/// <param name="NominalStress">Amplitude, MPa.</param>
/// <param name="LocalStress">Amplitude at the notch root, MPa.</param>
/// <param name="LocalStrain">Amplitude at the notch root.</param>
/// <param name="Parameter">Smith-Watson-Topper parameter, MPa.</param>
/// <param name="Cycles">Until a crack at the notch root.</param>
internal sealed record LifePoint(
    double NominalStress, double LocalStress, double LocalStrain, double Parameter, double Cycles)
{
    /// <summary>A life above this many cycles counts as unlimited.</summary>
    public const double RunOutCycles = 1e9;

    /// <summary>Whether no failure is expected in practice.</summary>
    public bool IsRunOut => Cycles > RunOutCycles;

    /// <summary>
    /// The life from the state at the notch root. The state was reached on the cyclic curve, which relates
    /// <i>amplitudes</i>: it is taken as amplitude of a fully reversed cycle, where the highest stress is the amplitude.
    /// </summary>
    /// <exception cref="ProgramError">Root without tension, or failure in the first reversal.</exception>
    public static LifePoint Of(LevelDistribution level, FatigueConstants constants)
    {
        var (stress, strain) = (level.Root.Stress, level.Root.Strain);
        var nominal = Numbers.Show(level.NominalStress);
        if (stress <= 0 || strain <= 0)
            throw ProgramError.BadData($"at {nominal} MPa the notch root is not under tension",
                $"{nominal} MPa で切欠き底が引張状態になっていません");
        var cycles = SmithWatsonTopper.Cycles(constants, stress * strain)
            ?? throw ProgramError.BadData($"at {nominal} MPa the plate breaks in the first load reversal",
                $"{nominal} MPa では最初の半サイクルで破断します");
        return new LifePoint(level.NominalStress, stress, strain, stress * strain, cycles);
    }
}
