using Dejima.Workflows.Modules;

namespace Dejima.Workflows.Runs.Files;

/// <summary>Puts what a step's ports get into its folder.</summary>
internal static class StepInputs
{
    /// <summary>Makes <c>inputs/PORT</c> lead to a file.</summary>
    /// <returns>The absolute path in the step's folder.</returns>
    public static string Place(string folder, string port, MeasuredFile file)
    {
        var place = Path.Combine(folder, ModuleFolderNames.Inputs, port);
        try
        {
            // A link, however large the file; programs read their inputs and write their outputs.
            File.CreateSymbolicLink(place, file.Path);
        }
        catch (Exception fault) when (OperatingSystem.IsWindows() && fault is IOException or UnauthorizedAccessException)
        {
            File.Copy(file.Path, place);
        }

        return place;
    }

    /// <summary>The content of the file that carries a value.</summary>
    public static string Content(string value) => value + "\n";

    /// <summary>Writes a value as the file <c>inputs/PORT</c>.</summary>
    public static async Task<MeasuredFile> WriteAsync(
        string folder, string port, string value, CancellationToken cancellationToken)
    {
        var place = Path.Combine(folder, ModuleFolderNames.Inputs, port);
        await File.WriteAllTextAsync(place, Content(value), cancellationToken).ConfigureAwait(false);
        return await FileMeasures.MeasureAsync(place, port, cancellationToken).ConfigureAwait(false);
    }
}
