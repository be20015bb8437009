using System.Runtime.InteropServices;
using Dejima.Execution.Executors;
using Dejima.Execution.Supervision;
using Dejima.Ssh.Gate;
using Xunit.MicrosoftTestingPlatform;
using Xunit.Runner.InProc.SystemConsole;

[assembly: System.Runtime.Versioning.SupportedOSPlatform("linux")]

namespace Dejima.Ssh.Tests;

/// <summary>The tests, which also play the programs that they need: a supervisor.</summary>
internal static class Program
{
    public static int Main(string[] args)
    {
        switch (args)
        {
            case [SupervisorProgram.Verb, var folder]:
                return Supervisor.Run(folder);
            case [GateTurn.Verb, var policy, var id]:
                return GateTurn.RunAsync(new GateOptions { PolicyFile = policy, User = "turn", Asked = null, Supervisor = Own(SupervisorProgram.Verb) }, Guid.Parse(id), CancellationToken.None)
                    .GetAwaiter().GetResult();
            case ["confine", var folder, .. var line]:
                return Confined(folder, line);
            case var _ when args.Contains("--server") || args.Contains("--internal-msbuild-node"):
                return TestPlatformTestFramework.RunAsync(args, SelfRegisteredExtensions.AddSelfRegisteredExtensions)
                    .GetAwaiter().GetResult();
            default:
                return ConsoleRunner.Run(args).GetAwaiter().GetResult();
        }
    }

    public const int NoFence = 99;

    public static string Path { get; } = System.IO.Path.Combine(AppContext.BaseDirectory, "Dejima.Ssh.Tests");

    public static SupervisorProgram Own(params string[] arguments) => new(Path, arguments);

    private static int Confined(string folder, string[] line)
    {
        if (!Landlock.Confine(folder, line[0]))
            return NoFence;
        string?[] words = [.. line, null];
        return execve(line[0], words, [null]);
    }

    [DllImport("libc", CharSet = CharSet.Ansi, BestFitMapping = false, ThrowOnUnmappableChar = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int execve(string program, string?[] arguments, string?[] environment);
}
