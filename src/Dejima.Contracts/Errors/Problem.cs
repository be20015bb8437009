using System.Text.Json.Serialization;

namespace Dejima.Contracts.Errors;

/// <summary>An error answer: problem details of RFC 9457 with a stable code.</summary>
public sealed record Problem
{
    /// <summary>The media type of these answers.</summary>
    public const string MediaType = "application/problem+json";

    /// <summary>A URI for the kind of problem: <c>urn:dejima:problem:CODE</c>.</summary>
    public string? Type { get; init; }

    /// <summary>A short name for the kind of problem.</summary>
    public string? Title { get; init; }

    /// <summary>The HTTP status.</summary>
    public int? Status { get; init; }

    /// <summary>What happened this time, and what to do.</summary>
    public string? Detail { get; init; }

    /// <summary>One of <see cref="ErrorCode"/>.</summary>
    public string? Code { get; init; }

    /// <summary>Where an upload or a log goes on, in bytes (with <c>offset-mismatch</c>).</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public long? Offset { get; init; }

    /// <summary>The limit that was passed, in bytes (with <c>too-large</c> and quotas of bytes) or calculations.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public long? Limit { get; init; }

    /// <summary>Whose quota is used up, one of <see cref="QuotaOf"/> (with <c>quota-…</c>).</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Quota { get; init; }

    /// <summary>The oldest version that the broker speaks (with <c>protocol-too-…</c>).</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public int? Oldest { get; init; }

    /// <summary>The newest version that the broker speaks (with <c>protocol-too-…</c>).</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public int? Newest { get; init; }

    /// <summary>The files not there yet (with <c>inputs-missing</c> and <c>outputs-missing</c>).</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<string>? Missing { get; init; }

    /// <summary>The state the calculation is in (with <c>wrong-state</c>).</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? State { get; init; }
}
