namespace Dejima.Contracts.Languages;

/// <summary>The language of what a person reads: <c>DEJIMA_LANG</c>, else the locale; English or Japanese (design rule 12).</summary>
public static class Language
{
    /// <summary>Whether the person reads Japanese.</summary>
    public static bool IsJapanese { get; } = Detect(Environment.GetEnvironmentVariable);

    /// <summary>Whether these environment variables ask for Japanese.</summary>
    /// <param name="variable">Gives a variable's value, null when it is not set.</param>
    public static bool Detect(Func<string, string?> variable)
    {
        ArgumentNullException.ThrowIfNull(variable);
        string[] order = ["DEJIMA_LANG", "LC_ALL", "LC_MESSAGES", "LANG"];
        var chosen = order.Select(variable).FirstOrDefault(value => !string.IsNullOrEmpty(value));
        return chosen?.StartsWith("ja", StringComparison.OrdinalIgnoreCase) ?? false;
    }

    /// <summary>The one of two wordings that this person reads.</summary>
    public static string Say(string english, string japanese) => IsJapanese ? japanese : english;
}
