using System.Net;
using Dejima.Client.Handout;
using Dejima.Contracts.Errors;

namespace Dejima.Client.Calls;

/// <summary>The broker answered no.</summary>
/// <param name="status">The HTTP status.</param>
/// <param name="problem">What the broker said.</param>
public sealed class BrokerException(HttpStatusCode status, Problem problem)
    : HandoutException(problem.Code ?? string.Empty, RefusalWords.Of(problem) ?? problem.Detail ?? problem.Title ?? $"The broker answered {(int)status}.")
{
    /// <summary>The HTTP status.</summary>
    public HttpStatusCode Status { get; } = status;

    /// <summary>All that the broker said.</summary>
    public Problem Problem { get; } = problem;
}
