using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Dejima.Contracts.Calculations;
using Dejima.Ssh.Protocol;
using Dejima.Ssh.Push.Sessions;
using static Dejima.Contracts.Languages.Language;

namespace Dejima.Ssh.Push.Plain;

/// <summary>
/// A conversation with the <c>sh</c> of a plain site, which has nothing of Dejima: functions are sent first, then called.
/// One call runs at a time. The shell has a pulse, by which a call that takes long is known from a connection that is dead.
/// </summary>
internal sealed class PlainSession : ISiteSession
{
    /// <summary>What is run at the site: a word that means the same to every login shell.</summary>
    public const string RemoteCommand = "exec sh";

    private const int LongestLine = 1 << 20, MostNoise = 64 * 1024, LooksAtOnce = 20, Large = 1 << 20, LongestPiece = 1 << 20;

    private readonly Stream _to;
    private readonly PulseStream _heard;
    private readonly LineReader _from;
    private readonly PlainEntry _entry;
    private readonly PlainScript _script;
    private readonly string _workspaces, _marker;
    private readonly SemaphoreSlim _turn = new(1, 1);
    private readonly CancellationTokenSource _over = new();
    private volatile bool _greeted, _telling;
    private long _told;

    public PlainSession(Stream to, Stream from, PlainEntry entry, string workspaces)
    {
        // The marker names a file at the site; the pulse is known to this end and the shell only.
        _marker = "dejima-" + Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(8));
        var pulse = "~" + Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(8));
        _heard = new PulseStream(from, Encoding.ASCII.GetBytes(pulse));
        (_to, _from, _entry, _workspaces) = (to, new LineReader(_heard, LongestLine), entry, workspaces);
        _script = new PlainScript(entry, workspaces, _marker, pulse);
    }

    /// <summary>Grows with every sign of life of the site while a call is under way; and while it is this end that is slow.</summary>
    public long Signs => _heard.Signs + (_telling ? Interlocked.Increment(ref _told) : Volatile.Read(ref _told));

    /// <summary>Sends the functions, and waits until the shell has them.</summary>
    public async Task GreetAsync(CancellationToken cancellationToken)
    {
        await CallAsync(_script.Preamble(), null, cancellationToken).ConfigureAwait(false);
        _greeted = true;
    }

    public async Task<SiteReport> PrepareAsync(PushOrder order, CancellationToken cancellationToken) =>
        (await ReportAsync(_script.Prepare(order), null, cancellationToken).ConfigureAwait(false)).Report!;

    public async Task<SiteReport> StartAsync(Guid id, CancellationToken cancellationToken) =>
        (await ReportAsync(_script.Start(id), null, cancellationToken).ConfigureAwait(false)).Report!;

    public async Task<SiteReport> WatchAsync(
        Guid id, Heard? heard, SiteStage known, TimeSpan wait, Action<LogStream, ReadOnlyMemory<byte>> wrote, CancellationToken cancellationToken)
    {
        var until = TimeProvider.System.GetTimestamp();
        while (true)
        {
            var told = false;
            var looks = wait > TimeSpan.Zero ? LooksAtOnce : 0;
            var answer = await ReportAsync(
                PlainScript.Watch(id, heard, known, looks),
                (stream, bytes) =>
                {
                    told = true;
                    wrote(stream, bytes);
                },
                cancellationToken).ConfigureAwait(false);
            if (told || answer.Report!.Stage != known || TimeProvider.System.GetElapsedTime(until) >= wait)
                return answer.Report!;
        }
    }

    public async Task<SiteReport> CancelAsync(Guid id, CancellationToken cancellationToken) =>
        (await ReportAsync(PlainScript.Cancel(id), null, cancellationToken).ConfigureAwait(false)).Report!;

    public async Task<(SiteReport Report, IReadOnlyList<PushedFile> Files)> OutgoingAsync(Guid id, CancellationToken cancellationToken)
    {
        var answer = await ReportAsync(PlainScript.Outgoing(id), null, cancellationToken).ConfigureAwait(false);
        if (!answer.Files.Exists(file => file.Size > Large))
            return (answer.Report!, answer.Files);
        var disk = await CallAsync(PlainScript.OnDisk(id), null, cancellationToken).ConfigureAwait(false);
        return (answer.Report!, answer.Files.ConvertAll(
            file => file with { Sparse = disk.OnDisk.TryGetValue(file.Name, out var bytes) && bytes < file.Size }));
    }

    public Task CleanAsync(Guid id, CancellationToken cancellationToken) => CallAsync(PlainScript.Clean(id), null, cancellationToken);

    public Task PingAsync(CancellationToken cancellationToken) => CallAsync(PlainScript.Ping, null, cancellationToken);

    // The host may come before the workspace is there, and so waits for it.
    public RemoteFolder Receiving(Guid id) => new(
        $"exec env DEJIMA_TRANSFER={id:D}.{_marker} sh -c '{PlainScript.Receiver}' {_workspaces}/{id:D}.dejima/order", $"{_workspaces}/{id:D}/",
        $"{_workspaces}/{id:D}.dejima/temp");

    public RemoteFolder Sending(Guid id) => new(
        $"exec env DEJIMA_TRANSFER={id:D}.{_marker} sh {_workspaces}/{id:D}.dejima/send", $"{_workspaces}/{id:D}/");

    public async ValueTask DisposeAsync()
    {
        await _over.CancelAsync().ConfigureAwait(false);
        await _turn.WaitAsync(CancellationToken.None).ConfigureAwait(false);
        _over.Dispose();
        _turn.Dispose();
    }

    private async Task<Answer> ReportAsync(string text, Action<LogStream, ReadOnlyMemory<byte>>? wrote, CancellationToken cancellationToken)
    {
        var answer = await CallAsync(text, wrote, cancellationToken).ConfigureAwait(false);
        return answer.Report is not null ? answer : throw new LinkLostException("an answer without a report");
    }

    // An answer is read to its end even when its caller has gone, or the next one would get it.
    private async Task<Answer> CallAsync(string text, Action<LogStream, ReadOnlyMemory<byte>>? wrote, CancellationToken cancellationToken)
    {
        try
        {
            await _turn.WaitAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (ObjectDisposedException closed)
        {
            throw new LinkLostException("closed", closed);
        }

        var call = AskAsync(text, wrote, cancellationToken);
        _ = call.ContinueWith(_ => _turn.Release(), CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
        var answer = await call.WaitAsync(cancellationToken).ConfigureAwait(false);
        if (answer.No is { } no)
            throw new SiteRefusedException(no);
        return answer;
    }

    private async Task<Answer> AskAsync(string text, Action<LogStream, ReadOnlyMemory<byte>>? wrote, CancellationToken cancellationToken)
    {
        var noise = new StringBuilder();
        try
        {
            await _to.WriteAsync(Encoding.UTF8.GetBytes(text), _over.Token).ConfigureAwait(false);
            await _to.FlushAsync(_over.Token).ConfigureAwait(false);
            var answer = new Answer();
            while (await _from.ReadLineAsync(_over.Token).ConfigureAwait(false) is { } bytes)
            {
                var line = Encoding.UTF8.GetString(bytes);
                if (!line.StartsWith(_marker + " ", StringComparison.Ordinal))
                    Append(noise, line);
                else if (line.AsSpan(_marker.Length + 1) is ".")
                    return answer;
                else
                    await TakeAsync(answer, line[(_marker.Length + 1)..], cancellationToken.IsCancellationRequested ? null : wrote).ConfigureAwait(false);
            }
        }
        catch (InvalidDataException endless) when (_greeted)
        {
            // Another connection would only bring the same.
            throw new SiteRefusedException(new Reason(GateError.SiteTrouble, Say(
                $"The site's shell answers what is no answer: {endless.Message}.", $"サイトのシェルの応答が正しくありません（{endless.Message}）。")));
        }
        catch (Exception broken) when (broken is IOException or InvalidDataException or ObjectDisposedException or OperationCanceledException)
        {
            throw new LinkLostException(broken.Message, broken);
        }

        throw new LinkLostException(noise.Length == 0 ? "the connection ended" : noise.ToString().Trim());
    }

    // What start-up files print has an end; after the greeting nothing prints but the functions, on behalf of odd names.
    private void Append(StringBuilder noise, string line)
    {
        if (noise.Length < MostNoise)
            noise.Append(line).Append(' ');
        else if (!_greeted)
            throw new LinkLostException(noise.ToString().Trim());
    }

    private async Task TakeAsync(Answer answer, string line, Action<LogStream, ReadOnlyMemory<byte>>? wrote)
    {
        var parts = line.Split(' ', 3);
        switch (parts[0])
        {
            case "R":
                answer.Report = PlainAnswer.Report(line[2..]);
                break;
            case "F" when parts.Length == 3 && long.TryParse(parts[1], NumberStyles.None, CultureInfo.InvariantCulture, out var size):
                answer.Files.Add(new PushedFile(parts[2], size));
                break;
            case "K" when parts.Length == 3 && long.TryParse(parts[1], NumberStyles.None, CultureInfo.InvariantCulture, out var kilobytes):
                answer.OnDisk[parts[2]] = kilobytes << 10;
                break;
            case "D" when parts.Length == 3 && int.TryParse(parts[2], NumberStyles.None, CultureInfo.InvariantCulture, out var length)
                && length <= LongestPiece:
                Tell(wrote, parts[1] == "stdout" ? LogStream.Stdout : LogStream.Stderr, await _from.ReadBytesAsync(length, _over.Token).ConfigureAwait(false));
                break;
            case "E" when parts.Length > 1:
                var program = _entry is PlainEntry.Script script ? script.Path : "sh";
                answer.No = PlainNo.Of(parts[1], string.Concat((parts.ElementAtOrDefault(2) ?? string.Empty).Where(c => !char.IsControl(c))), program, _workspaces);
                break;
            default:
                throw new LinkLostException("an answer that is none");
        }
    }

    private void Tell(Action<LogStream, ReadOnlyMemory<byte>>? wrote, LogStream stream, byte[] bytes)
    {
        _telling = true;
        try
        {
            wrote?.Invoke(stream, bytes);
        }
        finally
        {
            _telling = false;
        }
    }

    private sealed class Answer
    {
        public SiteReport? Report { get; set; }

        public List<PushedFile> Files { get; } = [];

        public Dictionary<string, long> OnDisk { get; } = new(StringComparer.Ordinal);

        public Reason? No { get; set; }
    }
}
