using System.Diagnostics;

namespace Dejima.Broker.Tests.Harness;

/// <summary>The built program, run as a person would.</summary>
internal static class BrokerProgram
{
    public static async Task<(int ExitCode, string Output, string Error)> Run(string folder, params string[] arguments)
    {
        using var process = Start(folder, arguments);
        var (output, error) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        await process.WaitForExitAsync();
        return (process.ExitCode, await output, await error);
    }

    public static Process Start(string folder, string[] arguments, string language = "en")
    {
        var start = new ProcessStartInfo(Path.Combine(AppContext.BaseDirectory, "dejima-broker"), arguments)
        {
            WorkingDirectory = folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment["DEJIMA_LANG"] = language;
        start.Environment["DOTNET_ROOT"] = Path.GetDirectoryName(Environment.ProcessPath);
        return Process.Start(start)!;
    }
}
