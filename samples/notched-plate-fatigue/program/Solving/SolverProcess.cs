using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;
using Dejima.Samples.NotchedPlate.Cli;

namespace Dejima.Samples.NotchedPlate.Solving;

/// <summary>Runs CalculiX. What it says is kept in a file beside the model: it quotes the model's lines.</summary>
/// <param name="Program">The solver's program, found on the path or named in full.</param>
/// <param name="Threads">How many cores it may use.</param>
internal sealed record SolverProcess(string Program, int Threads)
{
    /// <summary>The job's name: the solver reads XX.inp and writes XX.frd, XX.sta and others.</summary>
    public const string Job = "XX";

    /// <summary>File that receives what the solver says.</summary>
    public const string LogName = "solver.log";

    private static readonly TimeSpan LookAtProgressEvery = TimeSpan.FromMilliseconds(100);

    /// <summary>Runs the job in <paramref name="directory"/> to its end.</summary>
    /// <param name="directory">Holds the input and the model.</param>
    /// <param name="onStep">Called with the number of steps done, each time it has grown.</param>
    /// <param name="stop">Ends the solver and its children.</param>
    /// <returns>The solver's exit code, 0 for success.</returns>
    /// <exception cref="ProgramError">The solver is not installed.</exception>
    public async Task<int> Run(string directory, Action<int> onStep, CancellationToken stop)
    {
        using var process = Start(directory);
        using var ended = new CancellationTokenSource();
        await using var log = File.Create(Path.Combine(directory, LogName));
        var watching = Watch(new StepProgress(Path.Combine(directory, Job + ".sta")), onStep, ended.Token);
        try
        {
            // The log file is written by one of the streams only; the other has a line or two at most.
            var talk = process.StandardOutput.BaseStream.CopyToAsync(log, stop);
            var complaints = process.StandardError.ReadToEndAsync(stop);
            await process.WaitForExitAsync(stop);
            await talk;
            await log.WriteAsync(System.Text.Encoding.UTF8.GetBytes(await complaints), stop);
            return process.ExitCode;
        }
        finally
        {
            if (!process.HasExited) process.Kill(entireProcessTree: true);
            await ended.CancelAsync();
            await watching;
        }
    }

    private Process Start(string directory)
    {
        var start = new ProcessStartInfo(Program, ["-i", Job])
        {
            WorkingDirectory = directory,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment["OMP_NUM_THREADS"] = Threads.ToString(CultureInfo.InvariantCulture);
        try
        {
            return Process.Start(start)!;
        }
        catch (Win32Exception)
        {
            throw ProgramError.Configuration("the solver CalculiX (ccx) is not installed at this site",
                "このサイトにはソルバー CalculiX (ccx) がインストールされていません");
        }
    }

    private static async Task Watch(StepProgress progress, Action<int> onStep, CancellationToken ended)
    {
        var reported = 0;
        bool last;
        do
        {
            // Looks once more after the end: the last steps may have been done since the last look.
            last = ended.IsCancellationRequested;
            for (var done = progress.StepsDone(); reported < done;) onStep(++reported);
            if (!last) await Task.Delay(LookAtProgressEvery, ended).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        } while (!last);
    }
}
