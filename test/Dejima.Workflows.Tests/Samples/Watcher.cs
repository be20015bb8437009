using Dejima.Workflows.Runs;

namespace Dejima.Workflows.Tests.Samples;

/// <summary>Notes what happens in a run.</summary>
internal sealed class Watcher : IRunObserver
{
    private readonly List<RunEvent> _seen = [];

    public IReadOnlyList<RunEvent> Seen
    {
        get
        {
            lock (_seen)
                return [.. _seen];
        }
    }

    public IEnumerable<string> Started => Seen.OfType<RunEvent.ModuleStarted>().Select(happened => happened.Step);

    public IEnumerable<string> Lines => Seen.OfType<RunEvent.ModuleOutput>().Select(happened => happened.Line);

    public void On(RunEvent happened)
    {
        lock (_seen)
            _seen.Add(happened);
    }

    /// <summary>The most steps that were between entry and exit at a time.</summary>
    public int MostAtATime()
    {
        var (now, most) = (0, 0);
        foreach (var happened in Seen)
        {
            now += happened is RunEvent.ModuleStarted ? 1 : happened is RunEvent.ModuleEnded { Result.StartedAt: not null } ? -1 : 0;
            most = Math.Max(most, now);
        }

        return most;
    }
}
