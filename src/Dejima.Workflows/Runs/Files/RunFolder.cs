using Dejima.Workflows.Runs.Records;
using Dejima.Workflows.Workflows;
using static Dejima.Contracts.Languages.Language;

namespace Dejima.Workflows.Runs.Files;

/// <summary>The run's folder: the record, <c>modules/STEP</c> for each step, and at the end the results.</summary>
internal sealed class RunFolder
{
    private RunFolder(string path) => Path = path;

    /// <summary>Absolute.</summary>
    public string Path { get; }

    /// <summary>The record's file.</summary>
    public string Record => System.IO.Path.Combine(Path, RunFolderNames.Record);

    /// <summary>The record while it is being written.</summary>
    public string NewRecord => System.IO.Path.Combine(Path, RunFolderNames.NewRecord);

    /// <summary>The folder of a step. It is made when the step is entered.</summary>
    public string Of(string step) => System.IO.Path.Combine(Path, RunFolderNames.Modules, step);

    /// <summary>Takes a folder for a run.</summary>
    /// <exception cref="RunFolderException">
    /// It is not empty, or holds folders that are not an earlier run's.
    /// </exception>
    public static RunFolder Take(RunOptions options, IEnumerable<string> steps)
    {
        var folder = new RunFolder(System.IO.Path.GetFullPath(options.Into));
        if (File.Exists(folder.Path))
            throw new RunFolderException(Say(
                $"'{folder.Path}' is a file, not a folder",
                $"'{folder.Path}' はフォルダではありません"));
        Directory.CreateDirectory(folder.Path);
        if (options.Force)
            folder.Clear(steps);
        else if (Directory.EnumerateFileSystemEntries(folder.Path).Any())
            throw new RunFolderException(Say($"'{folder.Path}' is not empty", $"'{folder.Path}' は空ではありません"));

        // Of two runs that found it empty, only one gets past here.
        using (new FileStream(folder.Record, options.Force ? FileMode.Create : FileMode.CreateNew))
            return folder;
    }

    // A folder "modules" may be anything, such as the workflow's own module files: only what a record names is deleted.
    private void Clear(IEnumerable<string> steps)
    {
        var record = RunRecord.TryRead(Record);
        if (record is null && File.Exists(Record) && new FileInfo(Record).Length > 0)
            throw new RunFolderException(Say($"'{Record}' is not a run's record", $"'{Record}' は実行の記録ではありません"));
        var earlier = record?.Modules.Select(module => module.Step).Where(RunFolderNames.IsStep).ToHashSet() ?? [];
        if (steps.FirstOrDefault(step => !earlier.Contains(step) && System.IO.Path.Exists(Of(step))) is { } foreign)
            throw new RunFolderException(Say(
                $"'{Of(foreign)}' is there and not of an earlier run",
                $"'{Of(foreign)}' が既にあり、以前の実行のものではありません"));
        foreach (var step in earlier.Where(step => Directory.Exists(Of(step))))
            Directory.Delete(Of(step), recursive: true);
    }
}
