using Dejima.Cli.Display;
using Dejima.Client.Handout;
using Dejima.Contracts.Calculations;
using Dejima.Workflows.Runs.Remote;

namespace Dejima.Cli.Workflows;

/// <summary>Passes on what a workflow's live view shows of a calculation: states, and output line by line.</summary>
internal sealed class ProgressObserver(IProgress<RemoteProgress> progress) : IHandoutObserver
{
    private readonly LineSplitter _stdout = new(), _stderr = new();
    private readonly Lock _telling = new();
    private CalculationState? _last;
    private string? _absence;

    public void Registered(Guid id) => Tell(CalculationState.Registered);

    public void TransferBegins(TransferKind kind, int files, long bytes)
    {
    }

    public void Transferred(TransferKind kind, long bytes)
    {
    }

    public void TransferEnds(TransferKind kind)
    {
    }

    public void Changed(CalculationStatus status)
    {
        Tell(status.State);
        lock (_telling)
        {
            // Once for each absence; that one came back shows by what follows.
            if (QueueWords.Absence(status) is { } nobody && nobody != _absence)
                progress.Report(new RemoteProgress.Notice(_absence = nobody));
        }
    }

    public void Wrote(LogStream stream, ReadOnlyMemory<byte> bytes)
    {
        lock (_telling)
        {
            foreach (var line in Splitter(stream).Add(bytes.Span))
                progress.Report(new RemoteProgress.Output(stream, line));
        }
    }

    /// <summary>Tells last lines that have no end.</summary>
    public void FlushLines()
    {
        lock (_telling)
        {
            foreach (var stream in Enum.GetValues<LogStream>())
            {
                if (Splitter(stream).Rest() is { } line)
                    progress.Report(new RemoteProgress.Output(stream, line));
            }
        }
    }

    private void Tell(CalculationState state)
    {
        lock (_telling)
        {
            if (_last == state)
                return;
            _last = state;
            progress.Report(new RemoteProgress.Reached(state));
        }
    }

    private LineSplitter Splitter(LogStream stream) => stream == LogStream.Stdout ? _stdout : _stderr;
}
