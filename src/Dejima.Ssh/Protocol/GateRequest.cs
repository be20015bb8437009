namespace Dejima.Ssh.Protocol;

/// <summary>One line from host to gate. Requests are handled side by side; the number tells their answers apart.</summary>
public sealed record GateRequest
{
    /// <summary>Chosen by the host, different for every request of a session.</summary>
    public required int Number { get; init; }

    /// <summary>What is asked for.</summary>
    public required GateOperation Operation { get; init; }

    /// <summary>The calculation, for everything but <see cref="GateOperation.Ping"/> and <see cref="GateOperation.Prepare"/>.</summary>
    public Guid? Calculation { get; init; }

    /// <summary>For <see cref="GateOperation.Prepare"/>.</summary>
    public PushOrder? Order { get; init; }

    /// <summary>For <see cref="GateOperation.Watch"/>; null for no logs.</summary>
    public Heard? Heard { get; init; }

    /// <summary>For <see cref="GateOperation.Watch"/>: the stage the host knows of.</summary>
    public SiteStage? Known { get; init; }

    /// <summary>For <see cref="GateOperation.Watch"/>: 0 to 60.</summary>
    public double WaitSeconds { get; init; }
}
