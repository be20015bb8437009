using Dejima.Client.Handout;
using Spectre.Console;
using static Dejima.Contracts.Languages.Language;

namespace Dejima.Cli.Display;

/// <summary>A progress bar for large transfers on a terminal; elsewhere the lines before and after suffice.</summary>
internal sealed class TransferBar : IDisposable
{
    private const long WorthShowing = 8 << 20;

    private readonly TaskCompletionSource _done = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Task _shown;
    private ProgressTask? _task;

    private TransferBar(string title, long bytes)
    {
        var console = AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(Console.Error) });
        _shown = console.Progress()
            .AutoClear(true)
            .Columns(
                new TaskDescriptionColumn(), new ProgressBarColumn(), new PercentageColumn(), new DownloadedColumn(),
                new TransferSpeedColumn(), new RemainingTimeColumn())
            .StartAsync(async context =>
            {
                _task = context.AddTask(title, maxValue: bytes);
                await _done.Task.ConfigureAwait(false);
            });
    }

    /// <summary>A bar, or null when the transfer is small or nobody watches.</summary>
    public static TransferBar? For(TransferKind kind, long bytes) => bytes < WorthShowing || Console.IsErrorRedirected
        ? null
        : new TransferBar(Title(kind), bytes);

    public void Add(long bytes) => _task?.Increment(bytes);

    public void Dispose()
    {
        _done.TrySetResult();
        _shown.Wait();
    }

    private static string Title(TransferKind kind) => kind switch
    {
        TransferKind.Reading => Say("reading", "読み込み"),
        TransferKind.Sending => Say("sending", "送信"),
        _ => Say("fetching", "受信"),
    };
}
