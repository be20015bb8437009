using System.Text.RegularExpressions;

namespace Dejima.Cli.Sites;

/// <summary>Names for sites that nobody named.</summary>
internal static partial class SiteNames
{
    /// <summary>A valid name made of an SSH host; null when there is no host.</summary>
    public static string? OfHost(string? host)
    {
        var name = Odd().Replace(host ?? string.Empty, "-").TrimStart('-', '.', '_');
        return name.Length == 0 ? null : name[..Math.Min(name.Length, 64)];
    }

    [GeneratedRegex("[^A-Za-z0-9._-]+")]
    private static partial Regex Odd();
}
