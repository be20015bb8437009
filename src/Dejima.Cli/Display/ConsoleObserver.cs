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
    private readonly Lock _counting = new();
    private readonly Dictionary<TransferKind, (int Files, long Bytes, TransferBar? Bar)> _moving = [];
    private string? _last;

    public void Registered(Guid id) => notes.Say(Say($"calculation {id}", $"計算 {id}"));

    public void TransferBegins(TransferKind kind, int files, long bytes)
    {
        lock (_counting)
        {
            // One that was begun anew on another connection; and a terminal shows one bar at a time.
            if (_moving.Remove(kind, out var before))
                before.Bar?.Dispose();
            var shown = _moving.Values.Any(other => other.Bar is not null);
            _moving[kind] = (files, bytes, shown ? null : TransferBar.For(kind, bytes));
        }
    }

    public void Transferred(TransferKind kind, long bytes)
    {
        lock (_counting)
            _moving.GetValueOrDefault(kind).Bar?.Add(bytes);
    }

    public void TransferEnds(TransferKind kind)
    {
        (int Files, long Bytes, TransferBar? Bar) moved;
        lock (_counting)
        {
            _moving.Remove(kind, out moved);
            moved.Bar?.Dispose();
        }

        if (kind == TransferKind.Reading || moved.Files == 0)
            return;
        var amount = $"{moved.Files} {(moved.Files == 1 ? Say("file", "ファイル") : Say("files", "ファイル"))}, {Units.Bytes(moved.Bytes)}";
        notes.Say(kind == TransferKind.Sending ? Say($"sent {amount}", $"送信完了 {amount}") : Say($"fetched {amount}", $"受信完了 {amount}"));
    }

    public void Changed(CalculationStatus status)
    {
        if (status.State.HasEnded() || StateWords.Progress(status) is var line && line == _last)
            return;
        notes.Say(_last = line);
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

    public void Disconnected(string cause) => notes.Say(Say(
        $"no connection: {cause} It is tried again for as long as --patience says; Ctrl-C ends that.",
        $"接続できません: {cause} --patience の間、再試行を続けます（Ctrl-C で中止）。"));

    public void LeftBehind(string name, string why) => notes.Say(Say(
        $"'{Printable.Of(name)}' is left out: {Printable.Of(why)}", $"'{Printable.Of(name)}' は除外しました（{Printable.Of(why)}）"));

    public void Dispose()
    {
        foreach (var left in _moving.Values)
            left.Bar?.Dispose();
        _stdout.Dispose();
        _stderr.Dispose();
    }
}
