using Dejima.Contracts.Calculations;
using Dejima.Core.Calculations;

namespace Dejima.Broker.Storage;

/// <summary>What a user, a site or the whole broker has in calculations.</summary>
/// <param name="Waiting">Registered, or released and not taken yet.</param>
/// <param name="Computed">Taken by an agent and not ended yet.</param>
/// <param name="Bytes">Of files: inputs until the end, outputs from then on until they are collected. As declared.</param>
internal readonly record struct Share(int Waiting, int Computed, decimal Bytes)
{
    /// <summary>What one calculation counts for. The same for the same state, whatever has arrived of its files.</summary>
    public static Share Of(Calculation calculation) => new(
        calculation.State is CalculationState.Registered or CalculationState.Waiting ? 1 : 0,
        calculation.State.IsLeased() ? 1 : 0,
        BytesOf(calculation));

    public static Share operator +(Share one, Share other) =>
        new(one.Waiting + other.Waiting, one.Computed + other.Computed, one.Bytes + other.Bytes);

    public static Share operator -(Share one, Share other) =>
        new(one.Waiting - other.Waiting, one.Computed - other.Computed, one.Bytes - other.Bytes);

    private static decimal BytesOf(Calculation calculation)
    {
        if (calculation.State is CalculationState.Collected or CalculationState.Expired)
            return 0;
        // Sizes of outputs are known from the report of the end on.
        var outputs = calculation.Outputs.Sum(output => (decimal)(output.Size ?? 0));
        return calculation.State.HasEnded() ? outputs : outputs + calculation.Request.Inputs.Sum(input => (decimal)input.Size);
    }
}
