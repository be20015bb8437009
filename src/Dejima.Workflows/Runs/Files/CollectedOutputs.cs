using Dejima.Workflows.Runs.Results;

namespace Dejima.Workflows.Runs.Files;

/// <summary>What came into the run's folder.</summary>
/// <param name="Files">The copies, by output.</param>
/// <param name="Cancelled">Whether the rest was given up because of a cancel.</param>
/// <param name="Failure">Why the rest could not be written; null when it could.</param>
internal sealed record CollectedOutputs(
    IReadOnlyList<KeyValuePair<string, MeasuredFile>> Files, bool Cancelled, Failure? Failure);
