namespace Dejima.Contracts.Calculations;

/// <summary>Groups of states that callers ask for by meaning.</summary>
public static class CalculationStates
{
    /// <summary>Nothing more will be computed.</summary>
    public static bool HasEnded(this CalculationState state) => state >= CalculationState.Succeeded;

    /// <summary>An agent holds the lease.</summary>
    public static bool IsLeased(this CalculationState state) =>
        state is CalculationState.Claimed or CalculationState.Running or CalculationState.Returning;
}
