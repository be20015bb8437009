using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Dejima.Execution.Supervision;
using Dejima.Platform;

namespace Dejima.Execution.Workspaces;

/// <summary>
/// What Dejima keeps about one calculation at the site, outside of the workspace where the command could touch it by
/// accident: <c>workspace</c> that it was made, <c>run.json</c> what to run, <c>started</c> the supervisor's process id, <c>alive</c> the file it holds
/// locked, <c>stop</c> why to stop, <c>stdout</c>, <c>stderr</c>, <c>tmp/</c>, and <c>exit.json</c> how it ended.
/// </summary>
/// <param name="folder">Its absolute path.</param>
public sealed class StateFolder(string folder)
{
    private const int Room = 16 * 1024;

    /// <summary>Its absolute path.</summary>
    public string Folder { get; } = folder;

    /// <summary>The command's standard output.</summary>
    public string Stdout => At("stdout");

    /// <summary>The command's standard error.</summary>
    public string Stderr => At("stderr");

    /// <summary>Where the command's temporary files go.</summary>
    public string Temporary => At("tmp");

    /// <summary>Whether the workspace is one that was made here, and so may be removed.</summary>
    public bool HasWorkspace => File.Exists(At("workspace"));

    /// <summary>Whether what to run was settled.</summary>
    public bool HasOrder => File.Exists(At("run.json"));

    /// <summary>Whether what to run was settled before the machine was started anew: what was written last may be missing.</summary>
    public bool IsOfEarlierBoot => HasOrder && ReadText("boot") != Boot.Id;

    /// <summary>Whether a supervisor took the order; without one the command was never started.</summary>
    public bool IsStarted => File.Exists(At("started"));

    /// <summary>The most that is kept of each of the two logs, in bytes, as settled with the order; null for no limit.</summary>
    public long? LogBytes => ReadOrder()?.LogBytes;

    /// <summary>When that was (UTC).</summary>
    public DateTime StartedAt => File.GetLastWriteTimeUtc(At("started"));

    internal string Alive => At("alive");

    /// <summary>Makes it, new and empty.</summary>
    /// <exception cref="IOException">It exists, or cannot be made.</exception>
    public static StateFolder Create(string folder)
    {
        PrivateFolder.Create(folder);
        return new StateFolder(folder);
    }

    /// <summary>Notes that the workspace was made.</summary>
    public void MarkWorkspace() => AtomicFile.Write(At("workspace"), [], durable: false);

    /// <summary>Settles what to run, for good: after a power failure it must show that the command may have been started.</summary>
    public void WriteOrder(RunOrder order)
    {
        Directory.CreateDirectory(Temporary);
        AtomicFile.Write(Alive, [], durable: false);
        // Given back at the end, so that the record of it finds room on a disk that the command has filled.
        AtomicFile.Write(At("room"), new byte[Room], durable: false);
        AtomicFile.Write(At("boot"), System.Text.Encoding.ASCII.GetBytes(Boot.Id), durable: false);
        Write("run.json", order, SupervisionJson.Default.RunOrder, durable: true);
        Folders.Flush(Path.GetDirectoryName(Folder)!);
    }

    /// <summary>Keeps a record of the caller's own under a name.</summary>
    public void Write<T>(string name, T value, JsonTypeInfo<T> type) => Write(name, value, type, durable: false);

    /// <summary>Reads a record; null when it is not there or not whole.</summary>
    public T? Read<T>(string name, JsonTypeInfo<T> type)
        where T : class
    {
        try
        {
            return JsonSerializer.Deserialize(File.ReadAllBytes(At(name)), type);
        }
        catch (Exception unusable) when (unusable is IOException or UnauthorizedAccessException or JsonException)
        {
            return null;
        }
    }

    internal RunOrder? ReadOrder() => Read("run.json", SupervisionJson.Default.RunOrder);

    internal ExitRecord? ReadExit() => Read("exit.json", SupervisionJson.Default.ExitRecord);

    internal void WriteExit(ExitRecord exit)
    {
        File.Delete(At("room"));
        Write("exit.json", exit, SupervisionJson.Default.ExitRecord, durable: true);
    }

    /// <summary>The supervisor puts its name down; false when another one has.</summary>
    internal bool TryMarkStarted(int supervisor)
    {
        try
        {
            using var file = new FileStream(At("started"), AtomicFile.OwnerOnly(FileMode.CreateNew));
            using var text = new StreamWriter(file);
            text.Write(supervisor.ToString(CultureInfo.InvariantCulture));
            return true;
        }
        catch (IOException) when (IsStarted)
        {
            return false;
        }
    }

    internal int? ReadSupervisor() => ReadText("started") is { } text
        && int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var process) ? process : null;

    internal void WriteStop(StopReason reason) =>
        AtomicFile.Write(At("stop"), System.Text.Encoding.ASCII.GetBytes(reason.ToString()), durable: false);

    internal StopReason? ReadStop() => Enum.TryParse<StopReason>(ReadText("stop"), out var reason) ? reason : null;

    private void Write<T>(string name, T value, JsonTypeInfo<T> type, bool durable) =>
        AtomicFile.Write(At(name), JsonSerializer.SerializeToUtf8Bytes(value, type), durable);

    private string? ReadText(string name) => File.Exists(At(name)) ? File.ReadAllText(At(name)) : null;

    private string At(string name) => Path.Combine(Folder, name);
}
