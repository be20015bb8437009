using System.Collections.Concurrent;
using Dejima.Agent.Broker;
using Dejima.Agent.Calculations;
using Dejima.Agent.Local;
using Dejima.Client;
using Dejima.Client.Calls;
using Dejima.Contracts.Calculations;
using Dejima.Execution.Executors;
using Dejima.Execution.Workspaces;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Time.Testing;

namespace Dejima.Agent.Tests;

/// <summary>A site with the command <c>work</c>, a shell script, and the agents that serve it one after the other.</summary>
internal sealed class Site : IDisposable, ILogger
{
    private readonly string _root = Directory.CreateTempSubdirectory("dejima-test-").FullName;

    public Site(string script, Dictionary<string, string>? inputs = null, string command = "work", params string[] outputs)
    {
        Directory.CreateDirectory(At("work"));
        Directory.CreateDirectory(At("confidential"));
        File.WriteAllText(At("confidential/model"), "secret model");
        File.WriteAllText(At("script"), $"root={_root}\n{script}");
        Fake = new FakeBroker(
            new CalculationRequest
            {
                Site = "s",
                Command = command,
                Outputs = outputs,
                Parameters = new Dictionary<string, string> { ["text"] = "VALUE-NOT-FOR-LOGS" },
            },
            inputs ?? []);
    }

    public FakeBroker Fake { get; }

    public bool Restartable { get; init; }

    public string LogSize { get; init; } = "1GiB";

    /// <summary>The clock of pauses for want of room; nothing else goes by it.</summary>
    public FakeTimeProvider Time { get; } = new();

    public ConcurrentQueue<string> Lines { get; } = [];

    public string PolicyText => $$"""
        site: s
        workspaces: {{At("work")}}
        commands:
          work:
            run: [/bin/sh, {{At("script")}}, "{text}"]
            parameters: { text: { type: text, max-length: 30 } }
            optional-inputs: [in/a.dat, 降伏強度.dat]
            outputs: [out.dat, copy.dat]
            grace: 200ms
            restartable: {{(Restartable ? "true" : "false")}}
        never-send: [{{At("confidential")}}]
        log-size: {{LogSize}}
        waiting: 3h
        uncollected: 4h
        """;

    public string Workspace => At($"work/{Fake.Calculation.Id:D}");

    public string At(string name) => Path.Combine(_root, name);

    public void WritePolicy(string text) => File.WriteAllText(At("site.yaml"), text);

    /// <summary>Lets an agent serve until <paramref name="stop"/>.</summary>
    public async Task ServeAsync(CancellationToken stop)
    {
        if (!File.Exists(At("site.yaml")))
            WritePolicy(PolicyText);
        using var http = new BrokerHttp(
            new HttpClient(Fake, disposeHandler: false) { BaseAddress = new("https://broker/") }, TimeSpan.FromSeconds(30), TimeProvider.System);
        using var records = Records.Open(At("state"));
        var duty = new Duty(
            new AgentClient(http), new Persistence(TimeProvider.System, this), PolicyFile.Open(At("site.yaml"), this), records,
            new ProcessExecutor(Program.Supervisor), new RoomPause(Time), TimeProvider.System, Environment.GetEnvironmentVariable, this);
        await new ClaimLoop(duty).RunAsync(stop);
    }

    /// <summary>Lets an agent serve until the calculation has ended and nothing of it is left at the site.</summary>
    public async Task<Calculation> ServeToEndAsync()
    {
        using var stop = new CancellationTokenSource();
        var serving = ServeAsync(stop.Token);
        await UntilAsync(() => serving.IsCompleted || (Fake.Calculation.State.HasEnded() && NothingIsLeft));
        await stop.CancelAsync();
        await serving;
        return new(Fake.Calculation.State, Fake.Calculation.ExitCode, Fake.Calculation.Reason);
    }

    public bool NothingIsLeft => Directory.GetDirectories(At("state")).Length == 0 && !Directory.Exists(Workspace);

    public static async Task UntilAsync(Func<bool> condition)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        while (!condition())
            await Task.Delay(5, patience.Token);
    }

    public void Dispose() => PrivateFolder.Remove(_root);

    public bool IsEnabled(LogLevel logLevel) => true;

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
        Lines.Enqueue($"{logLevel} {formatter(state, exception)} {exception}");

    public sealed record Calculation(CalculationState State, int? ExitCode, Reason? Reason);
}
