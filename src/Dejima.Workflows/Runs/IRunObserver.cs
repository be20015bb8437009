namespace Dejima.Workflows.Runs;

/// <summary>Watches a run.</summary>
public interface IRunObserver
{
    /// <summary>
    /// Is told everything in order, never two things at a time. Should return soon and must not throw.
    /// </summary>
    void On(RunEvent happened);
}
