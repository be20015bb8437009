using Dejima.Execution.Executors;
using Dejima.Execution.Supervision;
using Xunit.MicrosoftTestingPlatform;
using Xunit.Runner.InProc.SystemConsole;

[assembly: System.Runtime.Versioning.SupportedOSPlatform("linux")]

namespace Dejima.Agent.Tests;

/// <summary>The tests, which also play the supervisor.</summary>
internal static class Program
{
    public static SupervisorProgram Supervisor { get; } =
        new(Path.Combine(AppContext.BaseDirectory, "Dejima.Agent.Tests"), [SupervisorProgram.Verb]);

    public static int Main(string[] args) => args switch
    {
        [SupervisorProgram.Verb, var folder] => Execution.Supervision.Supervisor.Run(folder),
        _ when args.Contains("--server") || args.Contains("--internal-msbuild-node") => TestPlatformTestFramework
            .RunAsync(args, SelfRegisteredExtensions.AddSelfRegisteredExtensions).GetAwaiter().GetResult(),
        _ => ConsoleRunner.Run(args).GetAwaiter().GetResult(),
    };
}
