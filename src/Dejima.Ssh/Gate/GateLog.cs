using System.Globalization;
using System.Text;
using Microsoft.Extensions.Logging;

namespace Dejima.Ssh.Gate;

/// <summary>
/// The site's log of its gate: a line each, UTC. A forced command's standard error goes to the host, so none of this may
/// be written there.
/// </summary>
internal sealed class GateLog(string path, TimeProvider time) : ILogger, IDisposable
{
    private readonly Lock _writing = new();
    private FileStream? _file;

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => logLevel >= LogLevel.Information;

    public void Log<TState>(
        LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
    {
        if (!IsEnabled(logLevel))
            return;
        var text = exception is null ? formatter(state, null) : $"{formatter(state, null)} {exception}";
        var line = string.Create(
            CultureInfo.InvariantCulture, $"{time.GetUtcNow():yyyy-MM-dd HH:mm:ss.fff'Z'} {logLevel} [{Environment.ProcessId}] {Printable(text)}\n");
        lock (_writing)
        {
            try
            {
                // One write of a file opened for appending: lines of several processes do not mix.
                _file ??= Open();
                _file.Write(Encoding.UTF8.GetBytes(line));
                _file.Flush();
            }
            catch (Exception full) when (full is IOException or UnauthorizedAccessException or ObjectDisposedException)
            {
                // A log that cannot be written is no reason not to answer.
            }
        }
    }

    public void Dispose() => _file?.Dispose();

    private FileStream Open()
    {
        var options = new FileStreamOptions { Mode = FileMode.Append, Access = FileAccess.Write, Share = FileShare.ReadWrite | FileShare.Delete };
        if (!OperatingSystem.IsWindows())
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        return new FileStream(path, options);
    }

    private static string Printable(string text) => string.Concat(text.Select(c => char.IsControl(c) ? ' ' : c));
}
