using static Dejima.Contracts.Languages.Language;

namespace Dejima.Workflows.Modules;

/// <summary>Finds the file of a program.</summary>
internal static class ProgramFile
{
    private const UnixFileMode AnyExecute =
        UnixFileMode.UserExecute | UnixFileMode.GroupExecute | UnixFileMode.OtherExecute;

    /// <summary>Finds a program as a module names it.</summary>
    /// <param name="name">
    /// Relative to <paramref name="folder"/> when it has a <c>/</c>, else looked for on PATH.
    /// </param>
    /// <param name="folder">The module file's folder.</param>
    /// <param name="fault">What is wrong when the result is null.</param>
    /// <returns>An absolute path.</returns>
    public static string? Find(string name, string folder, out string fault)
    {
        fault = string.Empty;
        if (!name.Contains('/', StringComparison.Ordinal))
        {
            if (OnPath(name) is { } found)
                return found;
            fault = Say($"'{name}' is not on the PATH", $"'{name}' は PATH にありません");
            return null;
        }

        var file = Path.GetFullPath(Path.Combine(folder, name));
        if (!File.Exists(file))
            fault = Say($"there is no program '{file}'", $"プログラム '{file}' がありません");
        else if (!IsExecutable(file))
            fault = Say($"'{file}' is not executable (chmod +x)", $"'{file}' に実行権限がありません (chmod +x)");
        else
            return file;
        return null;
    }

    /// <summary>The first executable file of that name on PATH; null when there is none.</summary>
    public static string? OnPath(string name) => (Environment.GetEnvironmentVariable("PATH") ?? string.Empty)
        .Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries)
        .Where(Path.IsPathRooted)
        .Select(folder => Path.Combine(folder, name))
        .FirstOrDefault(file => File.Exists(file) && IsExecutable(file));

    private static bool IsExecutable(string file) =>
        OperatingSystem.IsWindows() || (File.GetUnixFileMode(file) & AnyExecute) != 0;
}
