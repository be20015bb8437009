using Dejima.Testing;

namespace Dejima.Conventions;

/// <summary>The repository's C# files, without what tools generate.</summary>
internal static class Sources
{
    public static IReadOnlyList<string> Below(params string[] folders) =>
    [
        .. folders.Select(folder => Path.Combine(Programs.Root, folder))
            .Where(Directory.Exists)
            .SelectMany(folder => Directory.EnumerateFiles(folder, "*.cs", SearchOption.AllDirectories))
            .Where(path => !path.Contains("/Migrations/", StringComparison.Ordinal) && !path.Contains("/obj/", StringComparison.Ordinal)),
    ];

    /// <summary>Lines that are neither blank nor only a comment.</summary>
    public static int LinesOfCode(string path) => File.ReadLines(path)
        .Select(line => line.Trim())
        .Count(line => line.Length > 0 && !line.StartsWith("//", StringComparison.Ordinal));

    public static int Lines(string path) => File.ReadLines(path).Count();
}
