namespace Dejima.Execution.Supervision;

/// <summary>
/// A command's whole environment: four common variables and what the policy says. Nothing else of the agent's own
/// environment is handed on, because that may hold what is none of the command's business.
/// </summary>
public static class CommandEnvironment
{
    // Without these hardly any program of Windows starts.
    private static readonly string[] WindowsNeeds = ["SystemRoot", "SystemDrive", "PATHEXT", "USERPROFILE", "TEMP", "TMP"];

    /// <summary>Puts it together.</summary>
    /// <param name="additions">The policy's, the parameters' and the calculation's variables; they win.</param>
    /// <param name="temporary">The folder for temporary files.</param>
    /// <param name="own">Gives a variable of this process, null when it is not set.</param>
    public static IReadOnlyDictionary<string, string> Of(
        IReadOnlyDictionary<string, string> additions, string temporary, Func<string, string?> own)
    {
        ArgumentNullException.ThrowIfNull(additions);
        ArgumentNullException.ThrowIfNull(own);
        var environment = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["PATH"] = own("PATH") ?? "/usr/local/bin:/usr/bin:/bin",
            ["HOME"] = own("HOME") ?? "/",
            ["LANG"] = own("LANG") ?? "C.UTF-8",
            ["TMPDIR"] = temporary,
        };
        foreach (var name in OperatingSystem.IsWindows() ? WindowsNeeds : [])
            environment[name] = name is "TEMP" or "TMP" ? temporary : own(name) ?? string.Empty;
        foreach (var (name, value) in additions)
            environment[name] = value;
        return environment;
    }
}
