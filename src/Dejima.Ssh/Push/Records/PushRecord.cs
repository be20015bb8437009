using System.Text.Json.Serialization;
using Dejima.Contracts.Calculations;
using Dejima.Ssh.Protocol;

namespace Dejima.Ssh.Push.Records;

/// <summary>What this computer must remember of a calculation.</summary>
internal sealed record PushRecord
{
    /// <summary>The site's name.</summary>
    public required string Site { get; init; }

    /// <summary>What was asked for.</summary>
    public required PushOrder Order { get; init; }

    /// <summary>The files to send, as they were then.</summary>
    public required IReadOnlyList<LocalInput> Files { get; init; }

    /// <summary>How far it has come.</summary>
    public PushPhase Phase { get; init; }

    /// <summary>When it was noted (UTC).</summary>
    public required DateTimeOffset RegisteredAt { get; init; }

    /// <summary>The policy's no.</summary>
    public Reason? Refused { get; init; }

    /// <summary>What the site said last, kept from its end on.</summary>
    public SiteReport? Report { get; init; }

    /// <summary>What came back, kept from the end on.</summary>
    public IReadOnlyList<PushedFile>? Outgoing { get; init; }
}

/// <summary>A file to send.</summary>
/// <param name="Path">Absolute.</param>
/// <param name="Name">Its name at the site.</param>
/// <param name="Size">Bytes.</param>
/// <param name="Sparse">It has holes.</param>
/// <param name="Changed">When it was last written (UTC): one that changes on its way is no input any more.</param>
internal sealed record LocalInput(string Path, string Name, long Size, bool Sparse, DateTime Changed);

/// <summary>How it is written.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, UseStringEnumConverter = true)]
[JsonSerializable(typeof(PushRecord))]
internal sealed partial class PushRecordJson : JsonSerializerContext;
