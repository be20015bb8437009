namespace Dejima.Contracts.Errors;

/// <summary>Whose quota is used up: <see cref="Problem.Quota"/>.</summary>
public static class QuotaOf
{
    /// <summary>That of the caller's user.</summary>
    public const string User = "user";

    /// <summary>That of the site asked for.</summary>
    public const string Site = "site";

    /// <summary>That of everybody together.</summary>
    public const string All = "all";
}
