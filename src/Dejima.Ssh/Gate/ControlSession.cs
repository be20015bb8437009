using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Dejima.Client.Connections;
using Dejima.Ssh.Protocol;
using Microsoft.Extensions.Logging;

namespace Dejima.Ssh.Gate;

/// <summary>One control session: requests are read line by line and answered side by side. It ends when the host's end does.</summary>
internal sealed partial class ControlSession(GateDuty duty, Stream input, Stream output) : IDisposable
{
    private const int LongestLine = 32 << 20, MostAtOnce = 64;
    private static readonly TimeSpan Idle = TimeSpan.FromMinutes(30), Leaving = TimeSpan.FromSeconds(2);

    private readonly SemaphoreSlim _writing = new(1, 1), _room = new(MostAtOnce, MostAtOnce);
    private Task? _ready;

    /// <summary>Serves until the host has no more to ask.</summary>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        using var over = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        await WriteAsync(
            new GateGreeting(GateGreeting.Version, duty.Policy.Site, HttpClients.Version), GateJson.Default.GateGreeting, default, over.Token)
            .ConfigureAwait(false);
        var lines = new LineReader(input, LongestLine);
        try
        {
            while (await ReadAsync(lines, over.Token).ConfigureAwait(false) is { } line)
            {
                await _room.WaitAsync(over.Token).ConfigureAwait(false);
                _ = AnswerAsync(line, over.Token);
            }
        }
        catch (Exception ended) when (ended is IOException or InvalidDataException or OperationCanceledException)
        {
            LogBroken(duty.Logger, duty.Options.User, ended.Message);
        }

        // What was asked for before the end is answered, if somebody still hears it; a long wait is cut short.
        for (var ended = 0; ended < MostAtOnce && await _room.WaitAsync(Leaving, CancellationToken.None).ConfigureAwait(false); ended++)
        {
        }

        await over.CancelAsync().ConfigureAwait(false);
        // Nobody waits for this any more.
        await Forgetting.RunAsync(duty).ConfigureAwait(false);
    }

    public void Dispose()
    {
        _writing.Dispose();
        _room.Dispose();
    }

    private async Task<byte[]?> ReadAsync(LineReader lines, CancellationToken cancellationToken)
    {
        var line = lines.ReadLineAsync(cancellationToken).AsTask();
        return await line.WaitAsync(Idle, duty.Options.Time, cancellationToken).ContinueWith(
            done => done.IsFaulted && done.Exception.InnerException is TimeoutException ? null : done.GetAwaiter().GetResult(),
            CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default).ConfigureAwait(false);
    }

    private async Task AnswerAsync(byte[] line, CancellationToken over)
    {
        var number = 0;
        try
        {
            await Task.Yield();
            var request = Parse(line);
            number = request.Number;
            await WriteAsync(await HandleAsync(request, over).ConfigureAwait(false), GateJson.Default.GateReply, default, over).ConfigureAwait(false);
        }
        catch (GateException no)
        {
            await TryWriteAsync(new GateReply { Number = number, Error = no.Reason }, over).ConfigureAwait(false);
        }
        catch (Exception) when (over.IsCancellationRequested)
        {
        }
        catch (Exception failure)
        {
            LogFailed(duty.Logger, duty.Options.User, failure);
            await TryWriteAsync(new GateReply { Number = number, Error = GateReasons.Trouble }, over).ConfigureAwait(false);
        }
        finally
        {
            _room.Release();
        }
    }

    private async Task<GateReply> HandleAsync(GateRequest request, CancellationToken over)
    {
        var id = request.Calculation;
        switch (request.Operation)
        {
            case GateOperation.Ping:
                return new GateReply { Number = request.Number };
            case GateOperation.Prepare:
                var order = request.Order ?? throw new GateException(GateReasons.Malformed("order"));
                // Hides a process's start behind the sending of inputs.
                _ready ??= Task.Run(duty.Executor.KeepReady, over);
                return Say(request, Preparing.Run(duty, order));
            case GateOperation.Start:
                return Say(request, await Starting.RunAsync(duty, duty.Own(id).Id, over).ConfigureAwait(false));
            case GateOperation.Watch:
                var watching = new Watching(duty, (piece, bytes) => WriteAsync(piece, GateJson.Default.GateReply, bytes, over));
                return Say(request, await watching.RunAsync(request, over).ConfigureAwait(false));
            case GateOperation.Cancel:
                return Say(request, Ending.Cancel(duty, id));
            case GateOperation.Outgoing:
                var (report, files) = await HoldingBack.RunAsync(duty, id, over).ConfigureAwait(false);
                return Say(request, report) with { Outgoing = files };
            case GateOperation.Clean:
                await Ending.CleanAsync(duty, id).ConfigureAwait(false);
                return Say(request, new SiteReport { Stage = SiteStage.Unknown });
            default:
                throw new GateException(GateReasons.Malformed("operation"));
        }
    }

    private static GateReply Say(GateRequest request, SiteReport report) => new() { Number = request.Number, Report = report };

    private static GateRequest Parse(byte[] line)
    {
        try
        {
            return JsonSerializer.Deserialize(line, GateJson.Default.GateRequest) ?? throw new GateException(GateReasons.Malformed("null"));
        }
        catch (JsonException malformed)
        {
            throw new GateException(GateReasons.Malformed(malformed.Path ?? "JSON"));
        }
    }

    private async Task TryWriteAsync(GateReply reply, CancellationToken over)
    {
        try
        {
            await WriteAsync(reply, GateJson.Default.GateReply, default, over).ConfigureAwait(false);
        }
        catch (Exception gone) when (gone is IOException or OperationCanceledException or ObjectDisposedException)
        {
            // The host has gone; the session is about to end.
        }
    }

    private async Task WriteAsync<T>(T value, JsonTypeInfo<T> type, ReadOnlyMemory<byte> bytes, CancellationToken over)
    {
        byte[] line = [.. JsonSerializer.SerializeToUtf8Bytes(value, type), (byte)'\n', .. bytes.Span];
        await _writing.WaitAsync(over).ConfigureAwait(false);
        try
        {
            await output.WriteAsync(line, over).ConfigureAwait(false);
            await output.FlushAsync(over).ConfigureAwait(false);
        }
        finally
        {
            _writing.Release();
        }
    }

    [LoggerMessage(LogLevel.Warning, "A session of {User} broke off: {Cause}")]
    private static partial void LogBroken(ILogger logger, string user, string cause);

    [LoggerMessage(LogLevel.Error, "A request of {User} cannot be handled.")]
    private static partial void LogFailed(ILogger logger, string user, Exception failure);
}
