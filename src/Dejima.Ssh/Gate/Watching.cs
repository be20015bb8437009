using Dejima.Contracts.Calculations;
using Dejima.Execution.Executors;
using Dejima.Ssh.Protocol;

namespace Dejima.Ssh.Gate;

/// <summary>Waits for something to tell a host of: more of a log, another stage.</summary>
internal sealed class Watching(GateDuty duty, Func<GateReply, ReadOnlyMemory<byte>, Task> tell)
{
    private const int Piece = 256 * 1024, PiecesAtOnce = 16;
    private static readonly TimeSpan FirstLook = TimeSpan.FromMilliseconds(4), LastLook = TimeSpan.FromMilliseconds(50);

    /// <summary>Returns when there is something, or the wait is over.</summary>
    public async Task<SiteReport> RunAsync(GateRequest request, CancellationToken cancellationToken)
    {
        var time = duty.Options.Time;
        var (begin, wait) = (time.GetTimestamp(), TimeSpan.FromSeconds(Math.Clamp(request.WaitSeconds, 0, 60)));
        IRunning? running = null;
        var advanced = begin;
        for (var look = FirstLook; ; look = look * 1.3 < LastLook ? look * 1.3 : LastLook)
        {
            var calculation = duty.Own(request.Calculation);
            if (calculation.QueuedAt is not null && time.GetElapsedTime(advanced) >= GateTurn.Look)
            {
                GateTurn.Advance(duty);
                advanced = time.GetTimestamp();
            }

            var report = calculation.Report();
            if (await TellAsync(request, calculation, report, cancellationToken).ConfigureAwait(false)
                || report.Stage != request.Known || time.GetElapsedTime(begin) >= wait)
                return report;
            if (report.Stage is SiteStage.Running)
                running ??= duty.Executor.Adopt(calculation.State);
            var pause = Task.Delay(look, time, cancellationToken);
            await Task.WhenAny(running?.Ended ?? pause, pause).ConfigureAwait(false);
            cancellationToken.ThrowIfCancellationRequested();
        }
    }

    private async Task<bool> TellAsync(
        GateRequest request, GateCalculation calculation, SiteReport report, CancellationToken cancellationToken)
    {
        if (request.Heard is not { } heard)
            return false;
        var told = await TellAsync(request.Number, LogStream.Stdout, calculation.State.Stdout, heard.Stdout, report.Stdout, cancellationToken).ConfigureAwait(false);
        return await TellAsync(request.Number, LogStream.Stderr, calculation.State.Stderr, heard.Stderr, report.Stderr, cancellationToken).ConfigureAwait(false) || told;
    }

    private async Task<bool> TellAsync(int number, LogStream stream, string path, long from, long length, CancellationToken cancellationToken)
    {
        if (from < 0 || from >= length)
            return false;
        using var file = File.OpenHandle(path, share: FileShare.ReadWrite | FileShare.Delete);
        var piece = new byte[(int)Math.Min(Piece, length - from)];
        for (var count = 0; count < PiecesAtOnce && from < length; count++)
        {
            var read = await RandomAccess.ReadAsync(file, piece.AsMemory(0, (int)Math.Min(piece.Length, length - from)), from, cancellationToken).ConfigureAwait(false);
            if (read == 0)
                break;
            await tell(new GateReply { Number = number, Stream = stream, Offset = from, Length = read }, piece.AsMemory(0, read)).ConfigureAwait(false);
            from += read;
        }

        return true;
    }
}
