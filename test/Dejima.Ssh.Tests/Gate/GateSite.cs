using System.IO.Pipelines;
using Dejima.Contracts.Calculations;
using Dejima.Execution.Executors;
using Dejima.Ssh.Gate;
using Dejima.Ssh.Protocol;
using Dejima.Ssh.Push.Sessions;
using Dejima.Testing;

namespace Dejima.Ssh.Tests.Gate;

/// <summary>A gate without sshd: control sessions over pipes of this process; commands run as real processes.</summary>
internal sealed class GateSite : IAsyncDisposable
{
    private readonly List<(GateSession Session, PipeWriter To, Task<int> Gate)> _open = [];

    public GateSite(int parallel = 4)
    {
        Directory.CreateDirectory(Folder["w"]);
        var (quick, slow) = (Folder.Script("quick", "echo said; echo made > out.dat"), Folder.Script("slow", "echo begun; exec sleep 600"));
        Folder.Write("site.yaml", $"""
            site: s
            workspaces: {Folder["w"]}
            state: {Folder["state"]}
            parallel: {parallel}
            commands:
              quick: {"{"} run: [{quick}], optional-inputs: [in.dat], outputs: [out.dat] {"}"}
              slow: {"{"} run: [{slow}] {"}"}
            """);
    }

    public TempFolder Folder { get; } = new();

    public static PushOrder Order(string command, params PushedFile[] inputs) =>
        new() { Calculation = Guid.CreateVersion7(), Command = command, Inputs = inputs };

    public async Task<GateSession> OpenAsync(string user = "alice")
    {
        var (there, back) = (new Pipe(), new Pipe());
        var gate = SiteGate.RunAsync(Options(GateGreeting.ControlCommand, user), there.Reader.AsStream(), back.Writer.AsStream(), TestContext.Current.CancellationToken);
        var session = new GateSession(there.Writer.AsStream(), back.Reader.AsStream());
        _open.Add((session, there.Writer, gate));
        await session.GreetAsync(TestContext.Current.CancellationToken);
        return session;
    }

    /// <summary>How much later it is for gates from now on than it really is.</summary>
    public TimeSpan Later { get; set; }

    public GateOptions Options(string asked, string user = "alice") => new()
    {
        Time = new ShiftedTime(Later),
        PolicyFile = Folder["site.yaml"], User = user, Asked = asked, Supervisor = Program.Own(SupervisorProgram.Verb), Variable = static _ => null,
    };

    /// <summary>A session that asks for nothing, to its end.</summary>
    public Task VisitAsync(string user) => SiteGate.RunAsync(
        Options(GateGreeting.ControlCommand, user), new MemoryStream(), Stream.Null, TestContext.Current.CancellationToken);

    /// <summary>Brings one to a stage; "Settled" is ended with its outgoing files asked for, "Cancelled" never started.</summary>
    public static async Task<PushOrder> AtAsync(GateSession session, string stage)
    {
        var token = TestContext.Current.CancellationToken;
        var order = Order(stage == "Running" ? "slow" : "quick");
        if (stage == "Unknown")
            return order;
        await session.PrepareAsync(order, token);
        if (stage == "Cancelled")
            await session.CancelAsync(order.Calculation, token);
        if (stage is "Prepared" or "Cancelled")
            return order;
        await session.StartAsync(order.Calculation, token);
        if (stage == "Running")
            return order;
        await Eventually.TrueAsync(async () => await StageAsync(session, order.Calculation) is SiteStage.Ended, "it has ended");
        if (stage == "Settled")
            await session.OutgoingAsync(order.Calculation, token);
        return order;
    }

    public static async Task<SiteStage> StageAsync(GateSession session, Guid id) =>
        (await session.WatchAsync(id, null, SiteStage.Unknown, TimeSpan.Zero, static (_, _) => { }, TestContext.Current.CancellationToken)).Stage;

    public async ValueTask DisposeAsync()
    {
        foreach (var (session, to, gate) in _open)
        {
            await session.DisposeAsync();
            await to.CompleteAsync();
            await gate;
        }

        await Supervisors.EndAsync(Folder.Path);
        Folder.Dispose();
    }
}

/// <summary>The system's clock, that much ahead.</summary>
internal sealed class ShiftedTime(TimeSpan ahead) : TimeProvider
{
    public override DateTimeOffset GetUtcNow() => base.GetUtcNow() + ahead;
}
