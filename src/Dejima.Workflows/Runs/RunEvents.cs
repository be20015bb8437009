namespace Dejima.Workflows.Runs;

/// <summary>Tells the observer, if there is one, one thing after another.</summary>
internal sealed class RunEvents(IRunObserver? observer, TimeProvider time)
{
    private readonly Lock _telling = new();

    /// <summary>Tells what happens now. The time is taken inside, so that times never go backwards.</summary>
    public void Tell(Func<DateTimeOffset, RunEvent> happened)
    {
        if (observer is null)
            return;
        lock (_telling)
            observer.On(happened(time.GetUtcNow()));
    }
}
