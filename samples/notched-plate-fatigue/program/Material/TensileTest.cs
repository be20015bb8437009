using Dejima.Samples.NotchedPlate.Cli;
using Dejima.Samples.NotchedPlate.Data;

namespace Dejima.Samples.NotchedPlate.Material;

/// <summary>What a tensile test gives.</summary>
/// <param name="YieldStrength">MPa.</param>
/// <param name="TensileStrength">MPa, above the yield strength.</param>
/// <param name="ReductionOfArea">Fraction above 0 and below 1.</param>
internal sealed record TensileTest(double YieldStrength, double TensileStrength, double ReductionOfArea)
{
    /// <summary>True strain at fracture, ln(1 / (1 - reduction of area)).</summary>
    public double FractureDuctility => -Math.Log(1 - ReductionOfArea);

    /// <summary>Refuses what cannot be the tensile test of a steel.</summary>
    /// <exception cref="ProgramError">With the first value that is out of range.</exception>
    public void Check()
    {
        if (YieldStrength <= 0)
            throw ProgramError.BadData($"the yield strength must be above 0 MPa, not {Numbers.Show(YieldStrength)}",
                $"降伏強度は 0 MPa より大きくなければなりません: {Numbers.Show(YieldStrength)}");
        if (TensileStrength <= YieldStrength)
            throw ProgramError.BadData(
                $"the tensile strength ({Numbers.Show(TensileStrength)} MPa) must be above the yield "
                + $"strength ({Numbers.Show(YieldStrength)} MPa)",
                $"引張強度({Numbers.Show(TensileStrength)} MPa)は降伏強度({Numbers.Show(YieldStrength)} MPa)より大きくなければなりません");
        if (ReductionOfArea is <= 0 or >= 1)
            throw ProgramError.BadData(
                "the reduction of area must be a fraction above 0 and below 1, not "
                + $"{Numbers.Show(ReductionOfArea)} (75 % is 0.75)",
                $"断面減少率は 0 より大きく 1 より小さい値で指定してください: {Numbers.Show(ReductionOfArea)}(75 % は 0.75)");
        if (TensileStrength >= UniformMaterialLaw.HighestTensileStrength)
            throw ProgramError.BadData(
                "the uniform material law gives no ductility at a tensile strength of "
                + $"{Numbers.Show(TensileStrength)} MPa; is it in MPa?",
                $"引張強度 {Numbers.Show(TensileStrength)} MPa は Uniform Material Law の適用範囲外です(単位は MPa ですか)");
    }
}
