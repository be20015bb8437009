using Dejima.Core.Policies;
using Dejima.Execution.Supervision;
using Dejima.Execution.Workspaces;
using Dejima.Platform;
using Dejima.Ssh.Protocol;

namespace Dejima.Ssh.Gate;

/// <summary>The folder with a <see cref="StateFolder"/> for each calculation that hosts pushed. All gate processes of a site share it.</summary>
/// <param name="folder">Its absolute path.</param>
internal sealed class GateFolder(string folder)
{
    /// <summary>Its absolute path.</summary>
    public string Path { get; } = folder;

    /// <summary>The site's folder, made when it is not there.</summary>
    public static GateFolder Open(SitePolicy policy, Func<string, string?> variable)
    {
        // Beside an agent's, never in it: each tidies up what it does not know.
        var path = policy.State is { } named ? named + ".gate" : StateRoot.DefaultFolder("gates", policy.Site, variable);
        Directory.CreateDirectory(System.IO.Path.GetDirectoryName(path)!);
        if (!Directory.Exists(path))
            TryCreate(path);
        return new GateFolder(path);
    }

    /// <summary>Nothing begins, starts or goes in another gate process while this is held.</summary>
    public FileLock Lock() => FileLock.Take(System.IO.Path.Combine(Path, "lock"));

    /// <summary>Finds a calculation; null when there is none, or it is another user's.</summary>
    public GateCalculation? Find(Guid id, string user) => Find(id) is { } found && found.Record.User == user ? found : null;

    /// <summary>Finds a calculation, whoever's it is.</summary>
    public GateCalculation? Find(Guid id)
    {
        var state = new StateFolder(PathOf(id));
        return state.Read(GateRecord.FileName, GateRecordJson.Default.GateRecord) is { } record
            ? new GateCalculation(id, state, record)
            : null;
    }

    /// <summary>Notes a calculation. What a process that was killed in the middle of this left is made anew.</summary>
    public GateCalculation Create(PushOrder order, string user, string workspace)
    {
        PrivateFolder.Remove(PathOf(order.Calculation));
        var state = StateFolder.Create(PathOf(order.Calculation));
        var record = new GateRecord(order, user, workspace, $".dejima-{Guid.NewGuid():N}");
        state.Write(GateRecord.FileName, record, GateRecordJson.Default.GateRecord);
        return new GateCalculation(order.Calculation, state, record);
    }

    /// <summary>Every calculation there is.</summary>
    public IEnumerable<GateCalculation> All() => Directory.EnumerateDirectories(Path)
        .Select(path => Guid.TryParseExact(System.IO.Path.GetFileName(path), "D", out var id) ? Find(id) : null)
        .OfType<GateCalculation>();

    private string PathOf(Guid id) => System.IO.Path.Combine(Path, id.ToString("D"));

    private static void TryCreate(string path)
    {
        try
        {
            PrivateFolder.Create(path);
        }
        catch (IOException) when (Directory.Exists(path))
        {
            // Another gate process was first.
        }
    }
}
