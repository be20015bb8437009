using Dejima.Execution.Workspaces;

namespace Dejima.Execution.Executors;

/// <summary>A way to run commands: as processes here, later through a batch system.</summary>
public interface IExecutor
{
    /// <summary>Starts what the state folder's order says, at most once however often it is asked.</summary>
    /// <exception cref="IOException">It could not be started, and was not.</exception>
    IRunning Start(StateFolder state);

    /// <summary>Takes up again what an earlier process started.</summary>
    IRunning Adopt(StateFolder state);
}
