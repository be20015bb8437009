using System.Globalization;

namespace Dejima.Core.Documents;

/// <summary>One thing wrong with a file that a person wrote.</summary>
/// <param name="File">The file's path as the person gave it.</param>
/// <param name="Line">From 1.</param>
/// <param name="Key">The dotted path of the key, such as <c>commands.solve.timeout</c>; empty for the file as a whole.</param>
/// <param name="Message">What is wrong and what is allowed.</param>
public sealed record DocumentError(string File, int Line, string Key, string Message)
{
    /// <summary>As compilers write it, so that editors find the line.</summary>
    public override string ToString() => Key.Length == 0
        ? string.Create(CultureInfo.InvariantCulture, $"{File}:{Line}: {Message}")
        : string.Create(CultureInfo.InvariantCulture, $"{File}:{Line}: {Key}: {Message}");
}
