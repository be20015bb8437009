namespace Dejima.Ssh.Push.Transfers;

/// <summary>Lets the disk write while a large transfer still goes on, so that little is left to flush at its end.</summary>
/// <param name="folder">Where the transfer writes to.</param>
internal sealed class EarlyFlush(string folder)
{
    private const long Step = 64L << 20;
    private long _since;
    private int _running;

    /// <summary>That many bytes more have come.</summary>
    public void Came(long bytes)
    {
        if ((_since += bytes) < Step || !OperatingSystem.IsLinux() || Interlocked.Exchange(ref _running, 1) == 1)
            return;
        _since = 0;
        // Whether it worked does not matter: the flush that counts is the last one.
        _ = Task.Run(() =>
        {
            FileFlush.OfDisk(folder);
            Volatile.Write(ref _running, 0);
        });
    }
}
