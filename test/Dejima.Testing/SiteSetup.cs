namespace Dejima.Testing;

/// <summary>What a test's site offers.</summary>
public sealed record SiteSetup
{
    /// <summary>The <c>commands:</c> of site.yaml, as YAML indented by two.</summary>
    public required string Commands { get; init; }

    /// <summary>The commands that the broker's registry lists; those of the site policy when null.</summary>
    public IReadOnlyList<string> Registered { get; init; } = [];

    /// <summary>Further lines of site.yaml at the top level.</summary>
    public string Policy { get; init; } = string.Empty;

    /// <summary>Further entries of site.yaml's <c>broker</c>, each with a comma in front.</summary>
    public string Access { get; init; } = string.Empty;

    /// <summary>Further lines of broker.yaml at the top level.</summary>
    public string Broker { get; init; } = string.Empty;
}
