using Dejima.Contracts.Names;

namespace Dejima.Broker.Access;

/// <summary>What a token is good for, as text: <c>submit</c>, <c>admin</c> or <c>site:NAME</c>.</summary>
internal static class Scope
{
    /// <summary>Hand out work as its user.</summary>
    public const string Submit = "submit";

    /// <summary>See everyone's states.</summary>
    public const string Admin = "admin";

    /// <summary>What the scope of a site's agent begins with.</summary>
    public const string SitePrefix = "site:";

    /// <summary>Says what there is, for messages.</summary>
    public const string Rule = "submit, admin or site:NAME";

    /// <summary>Whether there is such a scope.</summary>
    public static bool IsValid(string text) => text is Submit or Admin ||
        (text.StartsWith(SitePrefix, StringComparison.Ordinal) && Identifier.IsValid(text[SitePrefix.Length..]));
}
