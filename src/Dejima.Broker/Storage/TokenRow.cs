namespace Dejima.Broker.Storage;

/// <summary>A token. The token itself is not kept, only its SHA-256.</summary>
internal sealed class TokenRow
{
    /// <summary>Names it for people: eight hexadecimal digits.</summary>
    public required string Id { get; init; }

    /// <summary>SHA-256 of the token, 64 hexadecimal digits.</summary>
    public required string Hash { get; init; }

    public required string User { get; init; }

    /// <summary>Scopes with a space between.</summary>
    public required string Scopes { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    public DateTimeOffset? ExpiresAt { get; init; }

    /// <summary>At most a minute old.</summary>
    public DateTimeOffset? LastUsedAt { get; set; }

    public DateTimeOffset? RevokedAt { get; set; }
}
