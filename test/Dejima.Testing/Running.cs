using System.Diagnostics;
using System.Runtime.InteropServices;
using System.Text;

namespace Dejima.Testing;

/// <summary>A program started by a test: its output so far, signals, its end.</summary>
public sealed partial class Running : IDisposable
{
    private readonly Process _process;
    private readonly StringBuilder _output = new(), _error = new();
    private readonly Task _reading;

    private Running(Process process)
    {
        _process = process;
        _reading = Task.WhenAll(
            ReadAsync(process.StandardOutput, _output), ReadAsync(process.StandardError, _error));
    }

    public int Pid => _process.Id;

    public bool HasExited => _process.HasExited;

    public string Output { get { lock (_output) return _output.ToString(); } }

    public string Error { get { lock (_error) return _error.ToString(); } }

    public static Running Start(
        string program, IEnumerable<string> arguments, IReadOnlyDictionary<string, string?>? environment = null, string? folder = null)
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = folder ?? string.Empty,
        };
        start.Environment["DEJIMA_LANG"] = "en";
        foreach (var (name, value) in environment ?? new Dictionary<string, string?>())
            start.Environment[name] = value;
        var process = Process.Start(start)!;
        process.StandardInput.Close();
        return new Running(process);
    }

    /// <summary>Runs to the end.</summary>
    public static async Task<Ran> ToEndAsync(
        string program, IEnumerable<string> arguments, IReadOnlyDictionary<string, string?>? environment = null, string? folder = null)
    {
        using var running = Start(program, arguments, environment, folder);
        return await running.EndAsync().ConfigureAwait(false);
    }

    /// <summary>Waits for the end.</summary>
    /// <param name="within">After which it hangs; three minutes unless told, on a machine that does much else besides.</param>
    public async Task<Ran> EndAsync(TimeSpan? within = null)
    {
        using var limit = new CancellationTokenSource(within ?? TimeSpan.FromMinutes(3));
        await _process.WaitForExitAsync(limit.Token).ConfigureAwait(false);
        // A command that outlives its parent may hold the pipe open; what was written until now is all there is.
        await Task.WhenAny(_reading, Task.Delay(TimeSpan.FromSeconds(5), limit.Token)).ConfigureAwait(false);
        return new Ran(_process.ExitCode, Output, Error);
    }

    public void Interrupt() => Signal(2);

    public void Terminate() => Signal(15);

    /// <summary>kill -9: this process only, as a crash would.</summary>
    public void Kill() => Signal(9);

    public void Signal(int number) => _ = kill(Pid, number);

    public void Dispose()
    {
        if (!_process.HasExited)
            _process.Kill(entireProcessTree: true);
        _process.Dispose();
    }

    private static async Task ReadAsync(StreamReader reader, StringBuilder into)
    {
        var buffer = new char[4096];
        while (await reader.ReadAsync(buffer).ConfigureAwait(false) is var count and > 0)
        {
            lock (into)
                into.Append(buffer, 0, count);
        }
    }

    [LibraryImport("libc", SetLastError = true)]
    private static partial int kill(int pid, int signal);
}
