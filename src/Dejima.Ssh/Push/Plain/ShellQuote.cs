namespace Dejima.Ssh.Push.Plain;

/// <summary>Makes any text one word of a POSIX shell.</summary>
internal static class ShellQuote
{
    /// <summary>The word.</summary>
    /// <exception cref="ArgumentException">It has a NUL character, which no word can hold.</exception>
    public static string Of(string text) => text.Contains('\0', StringComparison.Ordinal)
        ? throw new ArgumentException("a NUL character cannot be given to a program", nameof(text))
        : $"'{text.Replace("'", "'\\''", StringComparison.Ordinal)}'";
}
