using Dejima.Contracts.Errors;

namespace Dejima.Broker;

/// <summary>The caller is told no; nothing was changed. See <see cref="Api.Problems"/> for the ways to make one.</summary>
internal sealed class RefusedException(Problem problem) : Exception(problem.Detail)
{
    /// <summary>The answer.</summary>
    public Problem Problem { get; } = problem;
}
