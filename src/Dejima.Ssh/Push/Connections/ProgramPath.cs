using Dejima.Client.Connections;
using static Dejima.Contracts.Languages.Language;

namespace Dejima.Ssh.Push.Connections;

/// <summary>
/// Where a program of the user's is: in the folders of PATH alone. By its name .NET would look in the current folder
/// first, and there a site's results may lie.
/// </summary>
internal static class ProgramPath
{
    /// <summary>Its absolute path.</summary>
    /// <exception cref="SetupException">There is none; says what to install.</exception>
    public static string Of(string name)
    {
        var file = OperatingSystem.IsWindows() ? name + ".exe" : name;
        return (Environment.GetEnvironmentVariable("PATH") ?? "/usr/bin:/bin").Split(Path.PathSeparator)
            .Where(Path.IsPathFullyQualified)
            .Select(folder => Path.Combine(folder, file))
            .FirstOrDefault(IsProgram)
            ?? throw new SetupException(Say($"There is no '{name}' in PATH; install it.", $"PATH に '{name}' がありません。導入してください。"));
    }

    private static bool IsProgram(string path) => File.Exists(path)
        && (OperatingSystem.IsWindows() || (File.GetUnixFileMode(path) & (UnixFileMode.UserExecute | UnixFileMode.GroupExecute | UnixFileMode.OtherExecute)) != 0);
}
