using Dejima.Samples.NotchedPlate.Cli;
using Dejima.Samples.NotchedPlate.Commands;

namespace Dejima.Samples.NotchedPlate;

/// <summary>Chooses the command and turns its errors into one line and an exit code.</summary>
internal static class Application
{
    private const string Usage = """
        notched-plate: fatigue life of a steel plate with a hole

        Modules of the workflow
          cyclic-curve   --yield-strength F --tensile-strength F --reduction-of-area F
                         --cyclic-curve OUT --fatigue-constants OUT
          fatigue-life   --stress-distribution F --fatigue-constants F --nominal-stress F
                         --s-n-table OUT --s-n-plot-svg OUT --s-n-plot-png OUT
        Command of the site (in the workspace; MODEL names the model, DEJIMA_PARAM_CPUS the cores)
          stress-distribution
        Tools
          mesh           --out FILE [--refine N] [--width MM] [--height MM] [--diameter MM]
          table          --s-n-table F
        """;

    /// <summary>Runs one command.</summary>
    /// <param name="arguments">The command's name and its options.</param>
    /// <param name="surroundings">The world to run in.</param>
    /// <param name="stop">Ends the command.</param>
    /// <returns>0 or one of <see cref="ExitCode"/>.</returns>
    public static async Task<int> Run(
        IReadOnlyList<string> arguments, Surroundings surroundings, CancellationToken stop = default)
    {
        Language.Use(surroundings.Variable);
        try
        {
            return await Dispatch(arguments, surroundings, stop);
        }
        catch (ProgramError e)
        {
            return Fail(e.Message, e.Code);
        }
        catch (OperationCanceledException)
        {
            return Fail(Language.Pick("stopped", "中断されました"), ExitCode.Cancelled);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // Without the exception's own words: they name paths, and at a site those are nobody else's business.
            return Fail(Language.Pick("a file cannot be written; is the disk full, the directory there?",
                "ファイルを書き込めません。ディスクの空きとディレクトリを確認してください"), ExitCode.CannotCreate);
        }

        int Fail(string message, int code)
        {
            surroundings.Error.WriteLine($"notched-plate: {message}");
            return code;
        }
    }

    private static async Task<int> Dispatch(
        IReadOnlyList<string> arguments, Surroundings surroundings, CancellationToken stop)
    {
        var options = arguments.Skip(1).ToList();
        switch (arguments.Count > 0 ? arguments[0] : "")
        {
            case "cyclic-curve": CyclicCurveCommand.Run(options, surroundings); return 0;
            case "stress-distribution": await StressDistributionCommand.Run(options, surroundings, stop); return 0;
            case "fatigue-life": FatigueLifeCommand.Run(options, surroundings); return 0;
            case "mesh": MeshCommand.Run(options, surroundings); return 0;
            case "table": TableCommand.Run(options, surroundings); return 0;
            case "--help" or "-h" or "help": surroundings.Out.WriteLine(Usage); return 0;
            case var other:
                surroundings.Error.WriteLine(Usage);
                throw ProgramError.Usage($"there is no command '{other}'", $"'{other}' というコマンドはありません");
        }
    }
}
