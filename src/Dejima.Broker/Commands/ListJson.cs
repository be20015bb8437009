using System.Text.Json.Serialization;

namespace Dejima.Broker.Commands;

/// <summary>A token in <c>token list --json</c>.</summary>
internal sealed record ListedToken(
    string Id,
    string User,
    string[] Scopes,
    DateTimeOffset CreatedAt,
    DateTimeOffset? ExpiresAt,
    DateTimeOffset? LastUsedAt,
    DateTimeOffset? RevokedAt);

/// <summary>A user in <c>user list --json</c>.</summary>
internal sealed record ListedUser(string Name, DateTimeOffset CreatedAt);

/// <summary>A site in <c>site list --json</c>.</summary>
internal sealed record ListedSite(
    string Name, string[] Commands, string[] Users, DateTimeOffset? SeenAt, string? AgentVersion);

/// <summary>How lists are printed for programs.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, WriteIndented = true)]
[JsonSerializable(typeof(IReadOnlyList<ListedToken>))]
[JsonSerializable(typeof(IReadOnlyList<ListedUser>))]
[JsonSerializable(typeof(IReadOnlyList<ListedSite>))]
internal sealed partial class ListJson : JsonSerializerContext;
