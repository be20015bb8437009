using Dejima.Client.Handout;
using Dejima.Contracts.Calculations;
using static Dejima.Contracts.Languages.Language;

namespace Dejima.Cli.Display;

/// <summary>Shows how a calculation goes: its output as it is, its progress as lines and bars on stderr.</summary>
/// <param name="notes">Where lines go.</param>
/// <param name="outputToStderr">Send the command's standard output to stderr too, because stdout carries JSON.</param>
/// <param name="silent">Show nothing of the command's output.</param>
internal sealed class ConsoleObserver(Notes notes, bool outputToStderr, bool silent = false) : IHandoutObserver, IDisposable
{
    private readonly Stream _stdout = outputToStderr ? Console.OpenStandardError() : Console.OpenStandardOutput();
    private readonly Stream _stderr = Console.OpenStandardError();
    private readonly Lock _writing = new();
    private TransferBar? _bar;
    private CalculationState? _last;
    private (int Files, long Bytes) _moving;

    public void Registered(Guid id) => notes.Say(Say($"calculation {id}", $"計算 {id}"));

    public void TransferBegins(TransferKind kind, int files, long bytes)
    {
        _moving = (files, bytes);
        _bar = TransferBar.For(kind, bytes);
    }

    public void Transferred(TransferKind kind, long bytes) => _bar?.Add(bytes);

    public void TransferEnds(TransferKind kind)
    {
        _bar?.Dispose();
        _bar = null;
        if (kind == TransferKind.Reading || _moving.Files == 0)
            return;
        var amount = $"{_moving.Files} {(_moving.Files == 1 ? Say("file", "ファイル") : Say("files", "ファイル"))}, {Units.Bytes(_moving.Bytes)}";
        notes.Say(kind == TransferKind.Sending ? Say($"sent {amount}", $"送信完了 {amount}") : Say($"fetched {amount}", $"受信完了 {amount}"));
    }

    public void Changed(CalculationStatus status)
    {
        if (_last == status.State || status.State.HasEnded())
            return;
        _last = status.State;
        notes.Say(StateWords.Progress(status));
    }

    public void Wrote(LogStream stream, ReadOnlyMemory<byte> bytes)
    {
        if (silent)
            return;
        lock (_writing)
        {
            var target = stream == LogStream.Stdout ? _stdout : _stderr;
            target.Write(bytes.Span);
            target.Flush();
        }
    }

    public void Disconnected(string cause) => notes.Say(Say($"no connection, trying again: {cause}", $"接続できません。再試行します: {cause}"));

    public void LeftBehind(string name) => notes.Say(Say(
        $"'{Printable.Of(name)}' is left out: it leads out of the results, or is no file", $"'{Printable.Of(name)}' は除外しました（結果の外を指すか、ファイルではありません）"));

    public void Dispose()
    {
        _bar?.Dispose();
        _stdout.Dispose();
        _stderr.Dispose();
    }
}
