namespace Dejima.Broker.Configuration;

/// <summary>The broker's half of the two consents: what may be asked of a site, and by whom (design rule 5).</summary>
/// <param name="Commands">The commands it may be asked for.</param>
/// <param name="Users">The users who may hand out work to it.</param>
internal sealed record SiteEntry(IReadOnlySet<string> Commands, IReadOnlySet<string> Users);
