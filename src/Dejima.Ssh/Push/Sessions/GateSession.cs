using System.Collections.Concurrent;
using System.Text;
using System.Text.Json;
using Dejima.Contracts.Calculations;
using Dejima.Ssh.Protocol;

namespace Dejima.Ssh.Push.Sessions;

/// <summary>A conversation with a gate: requests are numbered lines, answered in any order.</summary>
internal sealed class GateSession : ISiteSession
{
    private const int LongestLine = 64 << 20, MostNoise = 64 * 1024, LongestPiece = 1 << 20;

    private readonly Stream _to;
    private readonly LineReader _from;
    private readonly ConcurrentDictionary<int, Waiting> _waiting = new();
    private readonly SemaphoreSlim _writing = new(1, 1);
    private readonly CancellationTokenSource _over = new();
    private Task _reading = Task.CompletedTask;
    private int _last;
    private Exception? _lost;

    public GateSession(Stream to, Stream from) => (_to, _from) = (to, new LineReader(from, LongestLine));

    public async Task GreetAsync(CancellationToken cancellationToken)
    {
        var noise = new StringBuilder();
        while (noise.Length < MostNoise && await LineAsync(_from, cancellationToken).ConfigureAwait(false) is { } line)
        {
            if (Greeting(line) is { } greeting)
            {
                if (greeting.Gate != GateGreeting.Version)
                    throw new SiteRefusedException(new Reason(GateError.SiteTrouble, $"gate {greeting.Gate}"));
                _reading = ReadAsync();
                return;
            }

            noise.Append(Encoding.UTF8.GetString(line)).Append(' ');
        }

        throw new LinkLostException(noise.ToString().Trim());
    }

    public async Task<SiteReport> PrepareAsync(PushOrder order, CancellationToken cancellationToken) =>
        (await AskAsync(GateOperation.Prepare, request => request with { Order = order }, null, cancellationToken).ConfigureAwait(false)).Report!;

    public Task<SiteReport> StartAsync(Guid id, CancellationToken cancellationToken) => ReportAsync(GateOperation.Start, id, cancellationToken);

    public async Task<SiteReport> WatchAsync(
        Guid id, Heard? heard, SiteStage known, TimeSpan wait, Action<LogStream, ReadOnlyMemory<byte>> wrote, CancellationToken cancellationToken)
    {
        try
        {
            var reply = await AskAsync(
                GateOperation.Watch,
                request => request with { Calculation = id, Heard = heard, Known = known, WaitSeconds = wait.TotalSeconds },
                wrote, cancellationToken).ConfigureAwait(false);
            return reply.Report!;
        }
        catch (SiteRefusedException none) when (none.Reason.Code == GateError.UnknownCalculation)
        {
            return new SiteReport { Stage = SiteStage.Unknown };
        }
    }

    public Task<SiteReport> CancelAsync(Guid id, CancellationToken cancellationToken) => ReportAsync(GateOperation.Cancel, id, cancellationToken);

    public async Task<(SiteReport Report, IReadOnlyList<PushedFile> Files)> OutgoingAsync(Guid id, CancellationToken cancellationToken)
    {
        var reply = await AskAsync(GateOperation.Outgoing, request => request with { Calculation = id }, null, cancellationToken).ConfigureAwait(false);
        return (reply.Report!, reply.Outgoing ?? []);
    }

    public Task CleanAsync(Guid id, CancellationToken cancellationToken) => ReportAsync(GateOperation.Clean, id, cancellationToken);

    public Task PingAsync(CancellationToken cancellationToken) => AskAsync(GateOperation.Ping, request => request, null, cancellationToken);

    public RemoteFolder Receiving(Guid id) => new($"{GateGreeting.Receive} {id:D}", ".", ".dejima-temp");

    public RemoteFolder Sending(Guid id) => new($"{GateGreeting.Send} {id:D}", ".");

    public async ValueTask DisposeAsync()
    {
        await _over.CancelAsync().ConfigureAwait(false);
        await _reading.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        Fail(new LinkLostException("closed"));
        _over.Dispose();
        _writing.Dispose();
    }

    private async Task<SiteReport> ReportAsync(GateOperation operation, Guid id, CancellationToken cancellationToken) =>
        (await AskAsync(operation, request => request with { Calculation = id }, null, cancellationToken).ConfigureAwait(false)).Report!;

    private async Task<GateReply> AskAsync(
        GateOperation operation, Func<GateRequest, GateRequest> complete, Action<LogStream, ReadOnlyMemory<byte>>? wrote, CancellationToken cancellationToken)
    {
        var request = complete(new GateRequest { Number = Interlocked.Increment(ref _last), Operation = operation });
        var waiting = new Waiting(wrote);
        _waiting[request.Number] = waiting;
        if (_lost is { } lost)
            throw new LinkLostException(lost.Message, lost);
        try
        {
            await WriteAsync(request, cancellationToken).ConfigureAwait(false);
            var reply = await waiting.Answer.Task.WaitAsync(cancellationToken).ConfigureAwait(false);
            if (reply.Error is { } error)
                throw new SiteRefusedException(error);
            return operation is GateOperation.Ping || reply.Report is not null ? reply : throw new LinkLostException("an answer without a report");
        }
        finally
        {
            _waiting.TryRemove(request.Number, out _);
        }
    }

    private async Task WriteAsync(GateRequest request, CancellationToken cancellationToken)
    {
        byte[] line = [.. JsonSerializer.SerializeToUtf8Bytes(request, GateJson.Default.GateRequest), (byte)'\n'];
        await _writing.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            await _to.WriteAsync(line, _over.Token).ConfigureAwait(false);
            await _to.FlushAsync(_over.Token).ConfigureAwait(false);
        }
        catch (Exception gone) when (gone is IOException or ObjectDisposedException or OperationCanceledException)
        {
            throw new LinkLostException(gone.Message, gone);
        }
        finally
        {
            _writing.Release();
        }
    }

    private async Task ReadAsync()
    {
        try
        {
            while (await _from.ReadLineAsync(_over.Token).ConfigureAwait(false) is { } line)
            {
                var reply = JsonSerializer.Deserialize(line, GateJson.Default.GateReply) ?? throw new JsonException("null");
                var waiting = _waiting.GetValueOrDefault(reply.Number);
                if (reply is { Stream: not null, Length: < 0 or > LongestPiece })
                    throw new InvalidDataException("a piece of a log that is none");
                if (reply.Stream is { } stream)
                    waiting?.Wrote?.Invoke(stream, await _from.ReadBytesAsync(reply.Length, _over.Token).ConfigureAwait(false));
                else
                    waiting?.Answer.TrySetResult(reply);
            }

            Fail(new LinkLostException("the connection ended"));
        }
        catch (Exception failure)
        {
            Fail(failure);
        }
    }

    private void Fail(Exception failure)
    {
        _lost ??= failure;
        foreach (var waiting in _waiting.Values)
            waiting.Answer.TrySetException(new LinkLostException(failure.Message, failure));
    }

    private static GateGreeting? Greeting(byte[] line)
    {
        try
        {
            return line is [(byte)'{', ..] ? JsonSerializer.Deserialize(line, GateJson.Default.GateGreeting) : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static async Task<byte[]?> LineAsync(LineReader lines, CancellationToken cancellationToken)
    {
        try
        {
            return await lines.ReadLineAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (Exception broken) when (broken is IOException or InvalidDataException)
        {
            throw new LinkLostException(broken.Message, broken);
        }
    }

    private sealed record Waiting(Action<LogStream, ReadOnlyMemory<byte>>? Wrote)
    {
        public TaskCompletionSource<GateReply> Answer { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
    }
}
