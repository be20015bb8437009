using System.Globalization;
using Dejima.Execution.Executors;
using Dejima.Execution.Supervision;
using Dejima.Execution.Workspaces;

namespace Dejima.Execution.Tests.Supervision;

/// <summary>A place to run commands in, removed afterwards.</summary>
internal sealed class Bench : IDisposable
{
    private readonly string _root = Directory.CreateTempSubdirectory("dejima-test-").FullName;

    public Bench()
    {
        Id = Guid.NewGuid();
        State = StateFolder.Create(Path.Combine(_root, "state"));
        Workspace = Dejima.Execution.Workspaces.Workspace.Create(Path.Combine(_root, Id.ToString("D")), 0);
    }

    public static ProcessExecutor Executor { get; } = new(Program.Own(SupervisorProgram.Verb));

    public static TimeSpan Patience { get; } = TimeSpan.FromSeconds(60);

    public Guid Id { get; }

    public StateFolder State { get; }

    public Workspace Workspace { get; }

    public string Out => File.ReadAllText(State.Stdout);

    public string Err => File.ReadAllText(State.Stderr);

    public RunOrder Order(params string[] arguments) => new()
    {
        Calculation = Id,
        Arguments = arguments,
        Workspace = Workspace.Folder,
        Environment = CommandEnvironment.Of(
            new Dictionary<string, string> { ["DEJIMA_CALCULATION"] = Id.ToString("D") },
            State.Temporary,
            Environment.GetEnvironmentVariable),
        GraceSeconds = 0.2,
    };

    public IRunning Start(RunOrder order)
    {
        State.WriteOrder(order);
        return Executor.Start(State);
    }

    public IRunning StartShell(string script) => Start(Order("/bin/sh", "-c", script));

    public Task<ExitRecord> RunAsync(params string[] arguments) => Start(Order(arguments)).Ended.WaitAsync(Patience);

    public Task<ExitRecord> RunShellAsync(string script) => StartShell(script).Ended.WaitAsync(Patience);

    /// <summary>Waits until the command has written a file with a number, such as a process id.</summary>
    public async Task<int> NumberInAsync(string file)
    {
        var path = Path.Combine(Workspace.Folder, file);
        var text = string.Empty;
        await UntilAsync(() => File.Exists(path) && (text = File.ReadAllText(path)).EndsWith('\n'));
        return int.Parse(text, CultureInfo.InvariantCulture);
    }

    public static async Task UntilAsync(Func<bool> condition)
    {
        using var patience = new CancellationTokenSource(Patience);
        while (!condition())
            await Task.Delay(5, patience.Token);
    }

    public static bool Lives(int process) =>
        File.Exists($"/proc/{process}/stat") && !File.ReadAllText($"/proc/{process}/stat").Contains(") Z ", StringComparison.Ordinal);

    public void Dispose() => PrivateFolder.Remove(_root);
}
