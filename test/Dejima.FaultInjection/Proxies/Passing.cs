using System.Text.RegularExpressions;

namespace Dejima.FaultInjection.Proxies;

/// <summary>A request or an answer that is about to pass.</summary>
/// <param name="Link">The connection.</param>
/// <param name="Method">The request's method.</param>
/// <param name="Path">Its path with the query.</param>
/// <param name="Moment">Which of the two.</param>
internal sealed partial record Passing(Link Link, string Method, string Path, Moment Moment)
{
    /// <summary>The answer's status; 0 for a request.</summary>
    public int Status { get; init; }

    /// <summary>The body of an answer to a claim: only it says which calculation was claimed.</summary>
    public string Text { get; init; } = string.Empty;

    /// <summary>The calculation that it is about.</summary>
    public Guid? Calculation =>
        (Path.Contains("/claims/", StringComparison.Ordinal) ? Ids().Match(Text) : Ids().Match(Path)) is { Success: true } found
            ? Guid.Parse(found.Value)
            : null;

    /// <summary>Whether the path, without its query, ends so.</summary>
    public bool EndsWith(string end) => Path.Split('?')[0].EndsWith(end, StringComparison.Ordinal);

    public bool Contains(string part) => Path.Contains(part, StringComparison.Ordinal);

    [GeneratedRegex("[0-9a-f]{8}-?(?:[0-9a-f]{4}-?){3}[0-9a-f]{12}")]
    private static partial Regex Ids();
}
