using Dejima.Client.Connections;
using Dejima.Execution.Workspaces;
using static Dejima.Contracts.Languages.Language;

namespace Dejima.Agent.Local;

/// <summary>The folder with a <see cref="StateFolder"/> for each calculation this site holds. One agent uses it at a time.</summary>
internal sealed class Records : IDisposable
{
    private const string Gone = ".gone";
    private readonly string _folder;
    private readonly FileStream _lock;

    private Records(string folder, FileStream taken) => (_folder, _lock, Id) = (folder, taken, WorkspaceOwner.IdOf(folder));

    /// <summary>Tells this folder from that of every other agent; empty where the file system keeps no notes.</summary>
    public string Id { get; }

    /// <summary>Takes the folder, making it when it is not there.</summary>
    /// <exception cref="SetupException">It cannot be used, or another agent uses it.</exception>
    public static Records Open(string folder)
    {
        try
        {
            Directory.CreateDirectory(Path.GetDirectoryName(folder)!);
            if (!Directory.Exists(folder))
                PrivateFolder.Create(folder);
            return new Records(folder, new FileStream(
                Path.Combine(folder, "agent.lock"), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None));
        }
        catch (Exception unusable) when (unusable is IOException or UnauthorizedAccessException)
        {
            throw new SetupException(Say(
                $"The state folder '{folder}' cannot be used, or another agent uses it (then give each its own with 'state:'): {unusable.Message}",
                $"状態フォルダ '{folder}' を使えません。他のエージェントが使用中なら 'state:' で別々にしてください: {unusable.Message}"), unusable);
        }
    }

    /// <summary>What an earlier agent held when it ended. What it had not even noted is removed: it had not begun.</summary>
    /// <param name="unreadable">Told the folder of one whose record cannot be read; it is kept, since a command may run.</param>
    /// <param name="stays">Told a folder that cannot be removed, and why.</param>
    public IEnumerable<(StateFolder State, HeldRecord Held)> Left(Action<string> unreadable, Action<string, string> stays)
    {
        foreach (var path in Directory.GetDirectories(_folder))
        {
            var state = new StateFolder(path);
            if (path.EndsWith(Gone, StringComparison.Ordinal))
                TryRemove(path, stays);
            else if (state.Read(HeldRecord.FileName, RecordsJson.Default.HeldRecord) is { } held)
                yield return (state, held);
            else if (!state.IsStarted && !File.Exists(Path.Combine(path, HeldRecord.FileName)))
                TryRemove(path, stays);
            else
                unreadable(path);
        }
    }

    /// <summary>Makes the folder of a calculation.</summary>
    /// <exception cref="IOException">It exists, or cannot be made.</exception>
    public StateFolder Create(HeldRecord held)
    {
        var state = StateFolder.Create(Path.Combine(_folder, held.Claim.Calculation.ToString("D")));
        try
        {
            state.Write(HeldRecord.FileName, held, RecordsJson.Default.HeldRecord);
            return state;
        }
        catch
        {
            PrivateFolder.Remove(state.Folder);
            throw;
        }
    }

    /// <summary>Removes the folder of a calculation: under another name, since a half removed one could not be told from one that is in use.</summary>
    public static void Remove(StateFolder state)
    {
        Directory.Move(state.Folder, state.Folder + Gone);
        PrivateFolder.Remove(state.Folder + Gone);
    }

    /// <summary>Removes a folder if it can be; a command may have left what only somebody else can remove.</summary>
    public static void TryRemove(string path, Action<string, string> stays)
    {
        try
        {
            PrivateFolder.Remove(path);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            stays(path, failure.Message);
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _lock.Dispose();
}
