using System.Collections.Concurrent;
using Dejima.Workflows.Runs.Remote;

namespace Dejima.Workflows.Tests.Samples;

/// <summary>Sites that do what the test says.</summary>
internal sealed class FakeSites(Func<RemoteWork, IProgress<RemoteProgress>, CancellationToken, Task<RemoteResult>> command)
    : IRemoteCalculations
{
    public FakeSites(Func<RemoteWork, RemoteResult> command)
        : this((work, _, _) => Task.FromResult(command(work)))
    {
    }

    public ConcurrentQueue<RemoteWork> Asked { get; } = [];

    public Task<RemoteResult> RunAsync(
        RemoteWork work, IProgress<RemoteProgress> progress, CancellationToken cancellationToken)
    {
        Asked.Enqueue(work);
        return command(work, progress, cancellationToken);
    }
}
