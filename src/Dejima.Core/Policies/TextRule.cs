using System.Text.RegularExpressions;
using static Dejima.Contracts.Languages.Language;

namespace Dejima.Core.Policies;

/// <summary>Text of at most <paramref name="MaxLength"/> characters (UTF-16) without control characters.</summary>
/// <param name="MaxLength">Characters.</param>
/// <param name="Pattern">What the whole text must match; null for any text. Made by <see cref="TryPattern"/>.</param>
public sealed record TextRule(int MaxLength, Regex? Pattern) : ParameterRule
{
    /// <inheritdoc/>
    public override string Allowed => Pattern is null
        ? Say($"text of at most {MaxLength} characters", $"{MaxLength} 文字までの文字列")
        : Say($"text of at most {MaxLength} characters in the form the site asks for", $"サイトが定めた形の {MaxLength} 文字までの文字列");

    /// <inheritdoc/>
    public override string? Accept(string value)
    {
        ArgumentNullException.ThrowIfNull(value);
        return value.Length <= MaxLength && !value.Any(char.IsControl) && Pattern?.IsMatch(value) != false ? value : null;
    }

    /// <summary>Makes a pattern that must fit the whole text and takes time in proportion to it, whatever the text.</summary>
    public static bool TryPattern(string text, out Regex? pattern)
    {
        try
        {
            pattern = new Regex($@"\A(?:{text})\z", RegexOptions.NonBacktracking | RegexOptions.CultureInvariant);
            return true;
        }
        catch (Exception unusable) when (unusable is ArgumentException or NotSupportedException)
        {
            pattern = null;
            return false;
        }
    }
}
