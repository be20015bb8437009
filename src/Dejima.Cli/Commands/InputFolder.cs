using System.IO.Enumeration;
using Dejima.Client.Handout;

namespace Dejima.Cli.Commands;

/// <summary>A folder as an input stands for every file in it, by its path from there.</summary>
internal static class InputFolder
{
    public static IEnumerable<InputFile> Files(InputFile input) => Directory.Exists(input.Path)
        ? Paths(input.Path)
            .Order(StringComparer.Ordinal)
            .Select(path => new InputFile(path, $"{input.Name}/{Path.GetRelativePath(input.Path, path)}"))
        : [input];

    private static EnumerationOptions Everything { get; } = new() { RecurseSubdirectories = true, AttributesToSkip = 0 };

    private static FileSystemEnumerable<string> Paths(string folder) => new(folder, static (ref FileSystemEntry entry) => entry.ToSpecifiedFullPath(), Everything)
    {
        ShouldIncludePredicate = static (ref FileSystemEntry entry) => !entry.IsDirectory,
        ShouldRecursePredicate = static (ref FileSystemEntry entry) => !entry.Attributes.HasFlag(FileAttributes.ReparsePoint) || !LeadsUp(entry.ToFullPath()),
    };

    // Into such a link one could go for ever.
    private static bool LeadsUp(string link) =>
        new DirectoryInfo(link).ResolveLinkTarget(returnFinalTarget: true) is { } target
        && (Path.GetDirectoryName(link) + "/").StartsWith(target.FullName.TrimEnd('/') + "/", StringComparison.Ordinal);
}
