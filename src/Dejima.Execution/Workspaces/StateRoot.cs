namespace Dejima.Execution.Workspaces;

/// <summary>Where the records of a site's calculations are unless the policy says otherwise.</summary>
public static class StateRoot
{
    /// <summary>The service's or the user's own state folder, below it one for each site.</summary>
    /// <param name="kind">Agents and gates keep apart, since each tidies up what it does not know.</param>
    /// <param name="site">The site's name.</param>
    /// <param name="variable">Gives an environment variable's value, null when it is not set.</param>
    public static string DefaultFolder(string kind, string site, Func<string, string?> variable)
    {
        ArgumentNullException.ThrowIfNull(variable);
        var own = Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".local", "state");
        return Path.Combine(variable("STATE_DIRECTORY") ?? Path.Combine(variable("XDG_STATE_HOME") ?? own, "dejima", kind), site);
    }
}
