using Dejima.Execution.Executors;
using Dejima.Execution.Supervision;
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
            case var _ when args.Contains("--server") || args.Contains("--internal-msbuild-node"):
                return TestPlatformTestFramework.RunAsync(args, SelfRegisteredExtensions.AddSelfRegisteredExtensions)
                    .GetAwaiter().GetResult();
            default:
                return ConsoleRunner.Run(args).GetAwaiter().GetResult();
        }
    }

    public static SupervisorProgram Own(params string[] arguments) =>
        new(Path.Combine(AppContext.BaseDirectory, "Dejima.Ssh.Tests"), arguments);
}
