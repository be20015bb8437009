using System.Globalization;
using System.Text;
using Dejima.Contracts.Calculations;
using Dejima.Ssh.Protocol;
using Dejima.Ssh.Push.Sessions;
using static Dejima.Contracts.Languages.Language;

namespace Dejima.Ssh.Push.Plain;

/// <summary>Calls what a plain site's shell was taught, one call at a time, and reads its answers among whatever else it prints.</summary>
/// <param name="to">What the shell reads.</param>
/// <param name="heard">What it writes.</param>
/// <param name="marker">What its answers begin with.</param>
/// <param name="no">Tells why it refused, from its word for that and what it adds.</param>
internal sealed class PlainTalk(Stream to, PulseStream heard, string marker, Func<string, string, Reason> no) : IAsyncDisposable
{
    private const int LongestLine = 1 << 20, MostNoise = 64 * 1024, LongestPiece = 1 << 20;

    private readonly LineReader _from = new(heard, LongestLine);
    private readonly SemaphoreSlim _turn = new(1, 1);
    private readonly CancellationTokenSource _over = new();
    private volatile bool _greeted, _telling;
    private long _told;

    /// <summary>Grows with every sign of life of the site while a call is under way; and while it is this end that is slow.</summary>
    public long Signs => heard.Signs + (_telling ? Interlocked.Increment(ref _told) : Volatile.Read(ref _told));

    /// <summary>From now on whoever answers nonsense is no shell that is still starting.</summary>
    public void Greeted() => _greeted = true;

    /// <summary>Sends a call and waits for its answer, which is read to its end even when its caller has gone, or the next one would get it.</summary>
    /// <exception cref="SiteRefusedException">The site said no.</exception>
    /// <exception cref="LinkLostException">The connection ended, or brought what is no answer.</exception>
    public async Task<PlainAnswers> CallAsync(string text, Action<LogStream, ReadOnlyMemory<byte>>? wrote, CancellationToken cancellationToken)
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

    public async ValueTask DisposeAsync()
    {
        await _over.CancelAsync().ConfigureAwait(false);
        await _turn.WaitAsync(CancellationToken.None).ConfigureAwait(false);
        _over.Dispose();
        _turn.Dispose();
    }

    private async Task<PlainAnswers> AskAsync(string text, Action<LogStream, ReadOnlyMemory<byte>>? wrote, CancellationToken cancellationToken)
    {
        var noise = new StringBuilder();
        try
        {
            await to.WriteAsync(Encoding.UTF8.GetBytes(text), _over.Token).ConfigureAwait(false);
            await to.FlushAsync(_over.Token).ConfigureAwait(false);
            var answer = new PlainAnswers();
            while (await _from.ReadLineAsync(_over.Token).ConfigureAwait(false) is { } bytes)
            {
                var line = Encoding.UTF8.GetString(bytes);
                if (!line.StartsWith(marker + " ", StringComparison.Ordinal))
                    Append(noise, line);
                else if (line.AsSpan(marker.Length + 1) is ".")
                    return answer;
                else
                    await TakeAsync(answer, line[(marker.Length + 1)..], cancellationToken.IsCancellationRequested ? null : wrote).ConfigureAwait(false);
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

    private async Task TakeAsync(PlainAnswers answer, string line, Action<LogStream, ReadOnlyMemory<byte>>? wrote)
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
                answer.No = no(parts[1], string.Concat((parts.ElementAtOrDefault(2) ?? string.Empty).Where(c => !char.IsControl(c))));
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
}
