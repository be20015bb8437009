using Dejima.Contracts.Calculations;

namespace Dejima.Workflows.Runs.Remote;

/// <summary>What is heard of a calculation under way. It is shown and then forgotten, never recorded (R-G5).</summary>
public abstract record RemoteProgress
{
    private RemoteProgress()
    {
    }

    /// <summary>It came to a state.</summary>
    public sealed record Reached(CalculationState State) : RemoteProgress;

    /// <summary>Something people should know while it goes on, or does not.</summary>
    public sealed record Notice(string Text) : RemoteProgress;

    /// <summary>The command wrote a line, given here without its end.</summary>
    public sealed record Output(LogStream Stream, string Line) : RemoteProgress;
}
