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
    public IEnumerable<Guid> Present() => new DirectoryInfo(root).EnumerateDirectories()
        .Where(folder => Guid.TryParseExact(folder.Name, "N", out _))
        .Select(folder => Guid.ParseExact(folder.Name, "N"));

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

    private string FolderOf(Guid calculation) => Path.Combine(root, calculation.ToString("N"));

    [LoggerMessage(Level = LogLevel.Error, Message = "Payload of {Calculation} could not be deleted and is left for the next sweep")]
    private partial void LogKept(Exception failure, Guid calculation);
}
