namespace Dejima.Cli.Submitted;

/// <summary>
/// A file that <c>dejima run</c> holds locked until its calculation is released. One that lies there and is not locked
/// tells that its <c>run</c> was ended before, so that nobody will ever release the calculation.
/// </summary>
internal sealed class SubmissionMark : IDisposable
{
    private readonly FileStream? _file;
    private bool _stays;

    private SubmissionMark(FileStream? file) => _file = file;

    /// <summary>Makes it. Without one (a folder that cannot be written) everything works but that.</summary>
    public static SubmissionMark Make(Guid id)
    {
        try
        {
            Directory.CreateDirectory(Path.GetDirectoryName(SubmittedStore.MarkOf(id))!);
            return new SubmissionMark(Open(id, FileMode.Create));
        }
        catch (Exception none) when (none is IOException or UnauthorizedAccessException)
        {
            return new SubmissionMark(null);
        }
    }

    /// <summary>
    /// Takes one that was left; null when there is none, or its <c>run</c> still goes on. It stays for the next time until
    /// it is <see cref="Settle">settled</see>: the broker may be out of reach now.
    /// </summary>
    public static SubmissionMark? TakeLeft(Guid id)
    {
        try
        {
            return new SubmissionMark(Open(id, FileMode.Open)) { _stays = true };
        }
        catch (Exception none) when (none is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    /// <summary>Nobody knows whether the broker has the calculation: whoever waits for it shall find out.</summary>
    public void Leave() => _stays = true;

    /// <summary>What it stands for is known: it is not needed any more.</summary>
    public void Settle() => _stays = false;

    /// <summary>Removes it, unless it stays.</summary>
    public void Dispose()
    {
        if (_file is not null && !_stays)
            SubmittedStore.EraseFile(_file.Name);
        _file?.Dispose();
    }

    private static FileStream Open(Guid id, FileMode mode) =>
        new(SubmittedStore.MarkOf(id), mode, FileAccess.ReadWrite, FileShare.None);
}
