using Dejima.Contracts.Calculations;

namespace Dejima.Broker.Payloads;

/// <summary>
/// The folder of payloads: one folder for each calculation, with <c>input-N</c>, <c>output-N</c> (<c>.part</c> until
/// whole), <c>stdout</c> and <c>stderr</c> (<c>.start</c> where the last of several runs begins in them). A calculation's folder is made once, at its registration: whoever writes
/// after it was deleted finds no folder instead of bringing it back.
/// </summary>
/// <param name="root">The folder of all.</param>
/// <param name="logger">Where failures go.</param>
internal sealed partial class PayloadStore(string root, ILogger<PayloadStore> logger)
{
    private const string AsidePrefix = "aside-";

    /// <summary>Where verified files are.</summary>
    public string PathOf(PayloadFile file) => Path.Combine(FolderOf(file.Calculation), file.Name);

    /// <summary>Where a file is until it is whole.</summary>
    public string PartOf(PayloadFile file) => PathOf(file) + ".part";

    /// <summary>Where a log is.</summary>
    public string PathOf(Guid calculation, LogStream stream) =>
        Path.Combine(FolderOf(calculation), stream == LogStream.Stdout ? "stdout" : "stderr");

    /// <summary>Makes the calculation's folder.</summary>
    public void Create(Guid calculation) => Directory.CreateDirectory(FolderOf(calculation));

    /// <summary>The calculations that have a folder.</summary>
    public IEnumerable<Guid> Present() => Folders("*")
        .Where(folder => Guid.TryParseExact(folder.Name, "N", out _))
        .Select(folder => Guid.ParseExact(folder.Name, "N"));

    /// <summary>Whether the calculation has a folder.</summary>
    public bool IsPresent(Guid calculation) => Directory.Exists(FolderOf(calculation));

    /// <summary>What <see cref="TakeAway"/> took and nobody deleted yet.</summary>
    public IEnumerable<string> Aside() => Folders(AsidePrefix + "*").Select(folder => folder.FullName);

    /// <summary>Renames a calculation's folder, or those of its files that fit a pattern: at once they are nobody's.</summary>
    /// <returns>The folder that they are in now, to be deleted.</returns>
    /// <exception cref="IOException">There is nothing, or it cannot be renamed.</exception>
    public string TakeAway(Guid calculation, string? files = null)
    {
        var aside = Path.Combine(root, $"{AsidePrefix}{Guid.NewGuid():N}");
        if (files is null)
        {
            Directory.Move(FolderOf(calculation), aside);
            return aside;
        }

        Directory.CreateDirectory(aside);
        foreach (var file in new DirectoryInfo(FolderOf(calculation)).EnumerateFiles(files))
            file.MoveTo(Path.Combine(aside, file.Name));
        return aside;
    }

    /// <summary>Deletes everything of a calculation. A failure is logged; the sweep comes back for the rest.</summary>
    public void Delete(Guid calculation)
    {
        try
        {
            Directory.Delete(FolderOf(calculation), recursive: true);
        }
        catch (DirectoryNotFoundException)
        {
            // Deleted before.
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            LogKept(failure, calculation);
        }
    }

    /// <summary>Deletes the inputs of a calculation, likewise.</summary>
    public void DeleteInputs(Guid calculation) => Delete(calculation, "input-*");

    /// <summary>Deletes what a run that is lost has returned.</summary>
    /// <exception cref="IOException">It cannot be deleted, so the next run must not start: it would be taken for its output.</exception>
    public void DeleteOutputs(Guid calculation)
    {
        foreach (var output in new DirectoryInfo(FolderOf(calculation)).EnumerateFiles("output-*"))
            output.Delete();
    }

    private IEnumerable<DirectoryInfo> Folders(string pattern) =>
        new DirectoryInfo(root) is { Exists: true } all ? all.EnumerateDirectories(pattern) : [];

    private void Delete(Guid calculation, string files)
    {
        try
        {
            foreach (var file in new DirectoryInfo(FolderOf(calculation)).EnumerateFiles(files))
                file.Delete();
        }
        catch (DirectoryNotFoundException)
        {
            // Deleted before.
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            LogKept(failure, calculation);
        }
    }

    /// <summary>Where all of a calculation's files are.</summary>
    public string FolderOf(Guid calculation) => Path.Combine(root, calculation.ToString("N"));

    [LoggerMessage(Level = LogLevel.Error, Message = "Payload of {Calculation} could not be deleted and is left for the next sweep")]
    private partial void LogKept(Exception failure, Guid calculation);
}
