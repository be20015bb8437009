using static Dejima.Contracts.Languages.Language;

namespace Dejima.Broker.Storage;

/// <summary>The folder of database and payloads: for the broker's own eyes, and one broker at a time.</summary>
internal sealed class DataFolder : IDisposable
{
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;

    private readonly FileStream _lock;

    private DataFolder(FileStream held) => _lock = held;

    /// <summary>Makes a folder that only its owner can look into; one that is there becomes so.</summary>
    public static void Make(string path)
    {
        if (OperatingSystem.IsWindows())
            Directory.CreateDirectory(path);
        else
            File.SetUnixFileMode(Directory.CreateDirectory(path).FullName, OwnerOnly);
    }

    /// <summary>Makes the folder and takes it for this process: what a broker remembers holds only while no other one writes.</summary>
    /// <exception cref="IOException">Another broker has it.</exception>
    public static DataFolder Take(string path)
    {
        Make(path);
        Make(Path.Combine(path, "payload"));
        var name = Path.Combine(path, "broker.lock");
        try
        {
            return new DataFolder(new FileStream(name, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None));
        }
        catch (IOException taken)
        {
            throw new IOException(Say($"{path} is used by another broker ({taken.Message})", $"{path} は別のブローカーが使用中です ({taken.Message})"), taken);
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _lock.Dispose();
}
