namespace Dejima.Broker.Storage;

/// <summary>A person (or a site's agent) whom tokens belong to.</summary>
internal sealed class UserRow
{
    public required string Name { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }
}
