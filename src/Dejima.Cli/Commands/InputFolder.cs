using Dejima.Client.Handout;

namespace Dejima.Cli.Commands;

/// <summary>A folder as an input stands for every file in it, by its path from there.</summary>
internal static class InputFolder
{
    public static IEnumerable<InputFile> Files(InputFile input) => Directory.Exists(input.Path)
        ? Directory.EnumerateFiles(input.Path, "*", Everything)
            .Order(StringComparer.Ordinal)
            .Select(path => new InputFile(path, $"{input.Name}/{Path.GetRelativePath(input.Path, path)}"))
        : [input];

    private static EnumerationOptions Everything { get; } = new() { RecurseSubdirectories = true, AttributesToSkip = 0 };
}
