using System.Text.Json;
using Dejima.Execution.Workspaces;

namespace Dejima.Ssh.Push.Records;

/// <summary>One calculation's folder on this computer: <c>record.json</c>, <c>inputs/</c>, <c>lock</c>.</summary>
/// <param name="root">The folder of all of them.</param>
/// <param name="id">The calculation.</param>
internal sealed class PushFolder(string root, Guid id)
{
    /// <summary>Its path.</summary>
    public string Path { get; } = System.IO.Path.Combine(root, id.ToString("D"));

    /// <summary>Links to the files to send, as they shall lie in the workspace.</summary>
    public string Inputs => System.IO.Path.Combine(Path, "inputs");

    private string RecordPath => System.IO.Path.Combine(Path, "record.json");

    /// <summary>Makes it.</summary>
    public void Create()
    {
        Directory.CreateDirectory(root);
        if (!Directory.Exists(Path))
            PrivateFolder.Create(Path);
    }

    /// <summary>Waits until no other process of this computer goes on with the calculation.</summary>
    public async Task<FileLock> LockAsync(TimeProvider time, CancellationToken cancellationToken)
    {
        while (true)
        {
            if (FileLock.TryTake(System.IO.Path.Combine(Path, "lock")) is { } mine)
                return mine;
            await Task.Delay(TimeSpan.FromMilliseconds(100), time, cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>Reads the record; null when there is none.</summary>
    public PushRecord? Read()
    {
        try
        {
            return JsonSerializer.Deserialize(File.ReadAllBytes(RecordPath), PushRecordJson.Default.PushRecord);
        }
        catch (Exception none) when (none is IOException or UnauthorizedAccessException or JsonException)
        {
            return null;
        }
    }

    /// <summary>Writes the record, whole or not at all.</summary>
    /// <param name="record">The record.</param>
    /// <param name="durable">Whether it must survive a power failure.</param>
    public void Write(PushRecord record, bool durable = false) =>
        AtomicFile.Write(RecordPath, JsonSerializer.SerializeToUtf8Bytes(record, PushRecordJson.Default.PushRecord), durable);

    /// <summary>Removes the links, which nobody needs any more.</summary>
    public void ForgetInputs() => PrivateFolder.Remove(Inputs);

    /// <summary>Removes it all.</summary>
    public void Remove() => PrivateFolder.Remove(Path);
}
