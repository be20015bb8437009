using System.Collections.Immutable;

namespace Dejima.Broker.Access;

/// <summary>Who makes a call.</summary>
/// <param name="User">Whom the token belongs to.</param>
/// <param name="Scopes">What it is good for.</param>
internal sealed record Caller(string User, ImmutableArray<string> Scopes)
{
    /// <summary>May hand out work as its user.</summary>
    public bool MaySubmit => Scopes.Contains(Scope.Submit);

    /// <summary>May see everyone's states.</summary>
    public bool IsAdmin => Scopes.Contains(Scope.Admin);

    /// <summary>Is an agent of some site.</summary>
    public bool IsAgent => Scopes.Any(scope => scope.StartsWith(Scope.SitePrefix, StringComparison.Ordinal));

    /// <summary>Is an agent of this site.</summary>
    public bool Serves(string site) => Scopes.Contains(Scope.SitePrefix + site);

    /// <summary>Hands the caller that <see cref="AccessGate"/> found to an endpoint.</summary>
    public static ValueTask<Caller?> BindAsync(HttpContext context) =>
        ValueTask.FromResult(context.Features.Get<Caller>());
}
