namespace Dejima.Ssh.Push.Transfers;

/// <summary>Flushes a large file again and again while it still comes, so that little is left to flush at its end.</summary>
internal static class EarlyFlush
{
    private const long Large = 16L << 20;
    private static readonly TimeSpan Pace = TimeSpan.FromMilliseconds(200);

    /// <summary>Does so until the transfer ends.</summary>
    /// <param name="folder">Where the transfer writes files that are not whole.</param>
    /// <param name="transfer">The transfer.</param>
    /// <exception cref="IOException">The disk has lost something. It tells so once only: the last flush might not hear of it.</exception>
    public static async Task WhileAsync(string folder, Task transfer)
    {
        while (await Task.WhenAny(transfer, Task.Delay(Pace)).ConfigureAwait(false) != transfer)
        {
            foreach (var file in Files(folder))
            {
                using (file)
                    RandomAccess.FlushToDisk(file);
            }
        }
    }

    private static List<Microsoft.Win32.SafeHandles.SafeFileHandle> Files(string folder)
    {
        try
        {
            return [.. new DirectoryInfo(folder).EnumerateFiles().Where(file => file.Length >= Large)
                .Select(file => File.OpenHandle(file.FullName, access: FileAccess.ReadWrite, share: FileShare.ReadWrite | FileShare.Delete))];
        }
        catch (Exception gone) when (gone is IOException or UnauthorizedAccessException)
        {
            // It is whole by now, and flushed with all others at the end.
            return [];
        }
    }
}
