using System.Diagnostics;
using Dejima.Ssh.Protocol;
using Dejima.Ssh.Push.Plain;
using Dejima.Testing;

namespace Dejima.Ssh.Tests.Push;

/// <summary>A plain site without ssh: sessions with a shell of this computer.</summary>
internal sealed class PlainSite : IAsyncDisposable
{
    private readonly List<(PlainSession Session, Process Shell)> _open = [];
    private readonly string[] _shell;

    private PlainSite(string[] shell) => _shell = shell;

    public TempFolder Folder { get; } = new();

    public string Workspaces => Folder["w"];

    /// <summary>Makes one whose entry script is this.</summary>
    public static PlainSite With(string[] shell, string script)
    {
        Assert.SkipUnless(File.Exists("/bin/" + shell[0]) || File.Exists("/usr/bin/" + shell[0]), shell[0] + " is not installed");
        var site = new PlainSite(shell);
        Directory.CreateDirectory(site.Workspaces);
        site.Folder.Script("entry", script);
        return site;
    }

    /// <summary>What a session opened from now on finds instead of a program of the system; <c>$real</c> is that one.</summary>
    public void StandIn(string program, string body) =>
        Folder.Script($"stand-ins/{program}", $"real={(File.Exists("/bin/" + program) ? "/bin/" : "/usr/bin/")}{program}\n{body}");

    public async Task<PlainSession> OpenAsync()
    {
        var start = new ProcessStartInfo(_shell[0], _shell[1..]) { RedirectStandardInput = true, RedirectStandardOutput = true };
        start.Environment["PATH"] = $"{Folder["stand-ins"]}:{Environment.GetEnvironmentVariable("PATH")}";
        var shell = Process.Start(start)!;
        var session = new PlainSession(shell.StandardInput.BaseStream, shell.StandardOutput.BaseStream, new PlainEntry.Script(Folder["entry"]), Workspaces);
        _open.Add((session, shell));
        await session.GreetAsync(TestContext.Current.CancellationToken);
        return session;
    }

    /// <summary>The connection breaks.</summary>
    public void Cut()
    {
        foreach (var (_, shell) in _open)
            shell.Kill();
    }

    public static PushOrder Order(params PushedFile[] inputs) => new() { Calculation = Guid.CreateVersion7(), Command = "c", Inputs = inputs };

    /// <summary>As rsync would: under another name first.</summary>
    public void Send(Guid id, string name, string text)
    {
        File.WriteAllText($"{Workspaces}/{id:D}/.{name}.part", text);
        File.Move($"{Workspaces}/{id:D}/.{name}.part", $"{Workspaces}/{id:D}/{name}");
    }

    public static async Task<SiteReport> ToEndAsync(PlainSession session, Guid id)
    {
        for (var report = new SiteReport { Stage = SiteStage.Running }; ;)
        {
            report = await session.WatchAsync(id, null, report.Stage, TimeSpan.FromSeconds(5), static (_, _) => { }, TestContext.Current.CancellationToken);
            if (report.Stage is SiteStage.Ended)
                return report;
        }
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var (session, shell) in _open)
        {
            await session.DisposeAsync();
            shell.Kill();
            shell.Dispose();
        }

        Folder.Dispose();
    }
}
