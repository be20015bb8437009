using Dejima.FaultInjection.Proxies;

namespace Dejima.FaultInjection.Trials;

/// <summary>A fault that a trial is to suffer, once.</summary>
/// <param name="When">At what.</param>
/// <param name="Name">What it is, for messages.</param>
/// <param name="ActAsync">Does it, while what would pass is held, and says what becomes of that.</param>
internal sealed record Planned(Func<Side, Passing, bool> When, string Name, Func<Trial, Passing, Task<Verdict>> ActAsync)
{
    private int _used;

    public Planned(Step at, string name, Func<Trial, Passing, Task<Verdict>> actAsync)
        : this((side, passing) => Steps.Of(side, passing) == at, $"{name} at {at}", actAsync)
    {
    }

    public bool IsUsed => Volatile.Read(ref _used) != 0;

    /// <summary>It happens each time.</summary>
    public bool Repeats { get; init; }

    public bool TryUse() => Interlocked.Exchange(ref _used, 1) == 0 || Repeats;
}
