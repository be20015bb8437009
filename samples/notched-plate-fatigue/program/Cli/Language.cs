namespace Dejima.Samples.NotchedPlate.Cli;

/// <summary>Chooses between the English and the Japanese wording of a message.</summary>
internal static class Language
{
    // Flows with the call, not with the process: two runs in one process may speak differently.
    private static readonly AsyncLocal<bool> Japanese = new();

    /// <summary>Takes DEJIMA_LANG, else LANG. Anything that does not start with <c>ja</c> means English.</summary>
    public static void Use(Func<string, string?> variable)
    {
        var chosen = variable("DEJIMA_LANG") is { Length: > 0 } own ? own : variable("LANG");
        Japanese.Value = chosen?.StartsWith("ja", StringComparison.OrdinalIgnoreCase) == true;
    }

    /// <summary>The wording in the language in use.</summary>
    public static string Pick(string english, string japanese) => Japanese.Value ? japanese : english;
}
