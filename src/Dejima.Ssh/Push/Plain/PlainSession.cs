using System.Security.Cryptography;
using System.Text;
using Dejima.Contracts.Calculations;
using Dejima.Ssh.Protocol;
using Dejima.Ssh.Push.Sessions;

namespace Dejima.Ssh.Push.Plain;

/// <summary>
/// A conversation with the <c>sh</c> of a plain site, which has nothing of Dejima: functions are sent first, then called.
/// One call runs at a time. The shell has a pulse, by which a call that takes long is known from a connection that is dead.
/// </summary>
internal sealed class PlainSession : ISiteSession
{
    /// <summary>What is run at the site: a word that means the same to every login shell.</summary>
    public const string RemoteCommand = "exec sh";

    private const int LooksAtOnce = 20, Large = 1 << 20;

    private readonly PlainTalk _talk;
    private readonly PlainScript _script;
    private readonly string _workspaces, _marker;

    public PlainSession(Stream to, Stream from, PlainEntry entry, string workspaces)
    {
        // The marker names a file at the site; the pulse is known to this end and the shell only.
        _marker = "dejima-" + Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(8));
        var pulse = "~" + Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(8));
        var program = entry is PlainEntry.Script script ? script.Path : "sh";
        _workspaces = workspaces;
        _script = new PlainScript(entry, workspaces, _marker, pulse);
        _talk = new PlainTalk(
            to, new PulseStream(from, Encoding.ASCII.GetBytes(pulse)), _marker, (word, rest) => PlainNo.Of(word, rest, program, workspaces));
    }

    /// <summary>Grows with every sign of life of the site while a call is under way; and while it is this end that is slow.</summary>
    public long Signs => _talk.Signs;

    /// <summary>Sends the functions, and waits until the shell has them.</summary>
    public async Task GreetAsync(CancellationToken cancellationToken)
    {
        await _talk.CallAsync(_script.Preamble(), null, cancellationToken).ConfigureAwait(false);
        _talk.Greeted();
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
        var disk = await _talk.CallAsync(PlainScript.OnDisk(id), null, cancellationToken).ConfigureAwait(false);
        return (answer.Report!, answer.Files.ConvertAll(
            file => file with { Sparse = disk.OnDisk.TryGetValue(file.Name, out var bytes) && bytes < file.Size }));
    }

    public Task CleanAsync(Guid id, CancellationToken cancellationToken) => _talk.CallAsync(PlainScript.Clean(id), null, cancellationToken);

    public Task PingAsync(CancellationToken cancellationToken) => _talk.CallAsync(PlainScript.Ping, null, cancellationToken);

    // The host may come before the workspace is there, and so waits for it.
    public RemoteFolder Receiving(Guid id) => new(
        $"exec env DEJIMA_TRANSFER={id:D}.{_marker} sh -c '{PlainScript.Receiver}' {_workspaces}/{id:D}.dejima/order", $"{_workspaces}/{id:D}/",
        $"{_workspaces}/{id:D}.dejima/temp");

    public RemoteFolder Sending(Guid id) => new(
        $"exec env DEJIMA_TRANSFER={id:D}.{_marker} sh {_workspaces}/{id:D}.dejima/send", $"{_workspaces}/{id:D}/");

    public ValueTask DisposeAsync() => _talk.DisposeAsync();

    private async Task<PlainAnswers> ReportAsync(string text, Action<LogStream, ReadOnlyMemory<byte>>? wrote, CancellationToken cancellationToken)
    {
        var answer = await _talk.CallAsync(text, wrote, cancellationToken).ConfigureAwait(false);
        return answer.Report is not null ? answer : throw new LinkLostException("an answer without a report");
    }
}
