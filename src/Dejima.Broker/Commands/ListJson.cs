using System.Text.Json.Serialization;
using Dejima.Broker.Payloads;
using Dejima.Contracts.Calculations;

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
/// <param name="Name">Its name.</param>
/// <param name="Commands">What it may be asked for.</param>
/// <param name="Users">Who may ask.</param>
/// <param name="Agent">Whether an agent is there; a minute and a half may pass until an absence shows.</param>
/// <param name="SeenAt">When one was last in touch.</param>
/// <param name="AgentVersion">The version it said it has.</param>
/// <param name="Waiting">Calculations that were released and not taken yet.</param>
/// <param name="Busy">Calculations that it has taken and not returned yet.</param>
internal sealed record ListedSite(
    string Name,
    string[] Commands,
    string[] Users,
    AgentPresence Agent,
    DateTimeOffset? SeenAt,
    string? AgentVersion,
    int Waiting,
    int Busy);

/// <summary>Something that <c>gc</c> found.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Calculation">Whose it was.</param>
/// <param name="Files">How many files.</param>
/// <param name="Bytes">Their size.</param>
/// <param name="Deleted">Whether it was deleted.</param>
/// <param name="Problem">Why it could not be.</param>
internal sealed record FoundLeftover(LeftoverKind Kind, Guid? Calculation, int Files, long Bytes, bool Deleted, string? Problem);

/// <summary>What <c>gc --json</c> prints.</summary>
internal sealed record GcReport(bool DryRun, int Files, long Bytes, IReadOnlyList<FoundLeftover> Found);

/// <summary>How lists are printed for programs.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, WriteIndented = true, UseStringEnumConverter = true)]
[JsonSerializable(typeof(IReadOnlyList<ListedToken>))]
[JsonSerializable(typeof(IReadOnlyList<ListedUser>))]
[JsonSerializable(typeof(IReadOnlyList<FoundLeftover>))]
[JsonSerializable(typeof(GcReport))]
[JsonSerializable(typeof(IReadOnlyList<ListedSite>))]
internal sealed partial class ListJson : JsonSerializerContext;
