using Dejima.Execution.Executors;
using Dejima.Execution.Supervision;
using Dejima.Execution.Workspaces;
using Xunit.MicrosoftTestingPlatform;
using Xunit.Runner.InProc.SystemConsole;

[assembly: System.Runtime.Versioning.SupportedOSPlatform("linux")]

namespace Dejima.Execution.Tests;

/// <summary>The tests, which also play the programs that they need: a supervisor, and an agent to be killed.</summary>
internal static class Program
{
    /// <summary>Starts what a state folder says, says so, and waits for ever.</summary>
    public const string AgentVerb = "play-agent";

    public static int Main(string[] args)
    {
        switch (args)
        {
            case [SupervisorProgram.Verb, var folder]:
                return Supervisor.Run(folder);
            case [AgentVerb, var folder]:
                new ProcessExecutor(Own(SupervisorProgram.Verb)).Start(new StateFolder(folder));
                Console.WriteLine("started");
                Thread.Sleep(Timeout.Infinite);
                return 0;
            case var _ when args.Contains("--server") || args.Contains("--internal-msbuild-node"):
                return TestPlatformTestFramework.RunAsync(args, SelfRegisteredExtensions.AddSelfRegisteredExtensions)
                    .GetAwaiter().GetResult();
            default:
                return ConsoleRunner.Run(args).GetAwaiter().GetResult();
        }
    }

    public static SupervisorProgram Own(params string[] arguments) =>
        new(Path.Combine(AppContext.BaseDirectory, "Dejima.Execution.Tests"), arguments);
}
