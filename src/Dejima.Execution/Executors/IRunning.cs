using Dejima.Execution.Supervision;

namespace Dejima.Execution.Executors;

/// <summary>A command that was started. It does not depend on this object or its process.</summary>
public interface IRunning
{
    /// <summary>Completes with how it ended, once its descendants have ended too.</summary>
    Task<ExitRecord> Ended { get; }

    /// <summary>Asks for its end; <see cref="Ended"/> tells when that has come. The first reason stands.</summary>
    void Stop(StopReason reason);
}
